import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, describe, expect, test } from "vitest";
import { folderOf } from "../run.ts";
import { closedPort, closeServers, httpServer } from "../servers.ts";
import { openTerminal } from "../terminal.ts";
import { ended, environment, program, send, sendInProcess, start, token } from "./program.ts";

afterEach(closeServers);

const cidOf = (session: number): string => `chatbot::258:${String(session).padStart(32, "0")}`;

const event = (number: number, sessions: number, name = "message") => ({
  info: { cid: cidOf(number % sessions) },
  packet: { name, payload: name === "message" ? { body: `News ${number}` } : {} },
});

/** JSON Lines of so many events, in turn for so many sessions. */
const lines = (count: number, sessions = 1): string =>
  Array.from({ length: count }, (_, index) => `${JSON.stringify(event(index + 1, sessions))}\n`).join("");

/** Which lines a request is. */
const numberIn = (body: string): number => Number(/News (\d+)/.exec(body)?.[1]);

const platform = (statusOf: (number: number) => number = () => 200) =>
  httpServer((response, { body }) => response.writeHead(statusOf(numberIn(body))).end());

const inMemory = { env: { ULBOT_RATE: "100000" } };

/** Sends lines on standard input. */
const sendLines = (url: URL, input: string, args: readonly string[] = []) =>
  send(["--url", url.href, "-", ...args], { ...inMemory, input });

describe("the report", () => {
  test("has a line for each, and how it ended", async () => {
    const server = await platform((number) => (number === 2 ? 404 : 200));
    const ran = await sendLines(server.url, lines(3));
    expect(ran.code).toBe(1);
    expect(ran.stdout.replace(/[\d.]+ ms/g, "N ms")).toBe(
      [
        `sent  line 1  message to ${cidOf(0)}  200 in N ms`,
        `refused  line 2  message to ${cidOf(0)}  404 in N ms`,
        `sent  line 3  message to ${cidOf(0)}  200 in N ms`,
        "3 lines: 2 sent, 1 refused\n",
      ].join("\n"),
    );
    expect(ran.stderr).toMatch(
      /^ulbot: line 2: the platform does not know this API URL or this session \(404\)\n {2}check/,
    );
  });

  test("is an object a line with --format json", async () => {
    const server = await platform((number) => (number === 2 ? 404 : 200));
    const ran = await sendLines(server.url, lines(2), ["--format", "json"]);
    const [first, second] = ran.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const same = { schemaVersion: 1, cid: cidOf(0), events: ["message"], attempts: 1, waitedMs: 0, findings: [] };
    expect(first).toEqual({ ...same, line: 1, outcome: "sent", status: 200, ms: expect.any(Number) });
    expect(second).toMatchObject({ ...same, line: 2, outcome: "refused", status: 404 });
    expect(ran.stderr).toContain("2 lines: 1 sent, 1 refused\n");
  });

  test("ends with the worst", async () => {
    const server = await httpServer((response, { body }) => {
      if (numberIn(body) === 2) response.writeHead(400).end();
      else if (numberIn(body) === 3) response.destroy();
      else response.end();
    });
    expect(await sendLines(server.url, lines(4))).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/\n4 lines: 2 sent, 1 refused, 1 unknown\n$/),
    });
  });

  test("tells how far it has come on a terminal, and how long it will take", async () => {
    const server = await platform();
    const cwd = await folderOf({
      "news.jsonl": lines(3),
      ".env": `ULBOT_API_URL=${server.url.href}\nULBOT_SECURITY_TOKEN=${token}\n`,
    });
    const terminal = openTerminal(["send", "news.jsonl", "--rate", "2"], cwd);
    await terminal.until("at 2 requests a minute for each session this takes about 1 minute");
    await terminal.until("sent 2 of 3 lines; the next goes out in ");
    terminal.type("\x03");
    expect(await terminal.exit).toBe(130);
    expect(terminal.screen()).toMatch(/not sent {2}line 3.*\n3 lines: 2 sent, 1 not sent\nulbot: interrupted$/);
    expect(server.requests).toHaveLength(2);
  });
});

test("each line goes to the session of its own, or to that of --cid", async () => {
  const server = await platform();
  await sendLines(server.url, lines(2, 2));
  await sendLines(server.url, lines(2, 2), ["--cid", cidOf(7)]);
  const cids = server.requests.map(({ body }) => JSON.parse(body).info.cid);
  expect(cids.slice(0, 2).sort()).toEqual([cidOf(0), cidOf(1)]);
  expect(cids.slice(2)).toEqual([cidOf(7), cidOf(7)]);
});

test("a line can be a list", async () => {
  const server = await platform();
  const list = [event(1, 1), event(2, 1)];
  const ran = await sendLines(server.url, `${JSON.stringify(list)}\n${JSON.stringify(event(3, 1))}\n`);
  expect(ran.stdout).toContain(`sent  line 1  message, message to ${cidOf(0)}`);
  expect(server.requests.map(({ body }) => JSON.parse(body))).toEqual([list, event(3, 1)]);
});

test("nothing is sent where one line is not as it should be", async () => {
  const server = await platform();
  const bad = JSON.stringify(event(9, 1, "mesage"));
  const ran = await sendLines(server.url, `${lines(1)}${bad}\n`);
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringMatching(/\n2 lines: 2 not sent\n$/) });
  expect(ran.stderr).toMatch(/^line 2: error .*"mesage"[\s\S]*\nulbot: lint found 1 error, so nothing is sent\n/);
  const cut = await sendLines(server.url, `${lines(1)}{"info"\n`);
  expect(cut).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("<stdin>:2:8: ") });
  expect(server.requests).toHaveLength(0);
});

test.each(["pretty", "json", "curl"])("--dry-run shows every request: %s", async (format) => {
  const how = format === "curl" ? ["--curl"] : ["--dry-run", "--format", format];
  const ran = await sendInProcess(["-", ...how], { input: lines(2) });
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  for (const text of ["News 1", "News 2", "$ULBOT_API_URL"]) expect(ran.stdout).toContain(text);
});

test("lines that end sessions are asked about once, for all", async () => {
  const server = await platform();
  const ending = `${lines(1)}${[2, 3].map((number) => `${JSON.stringify(event(number, 1, "end"))}\n`).join("")}`;
  const ran = await sendLines(server.url, ending, ["--no-lint"]);
  expect(ran).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      `line 2: end ends the session ${cidOf(0)} of a live contact (and 1 more like it)\n`,
    ),
  });
  expect(server.requests).toHaveLength(0);
  expect(await sendLines(server.url, ending, ["--no-lint", "--yes"])).toMatchObject({ code: 0 });
});

describe("nothing is sent in vain", () => {
  test("after a token that is not accepted", async () => {
    const server = await platform(() => 401);
    const ran = await sendLines(server.url, lines(5));
    expect(ran).toMatchObject({ code: 3, stdout: expect.stringMatching(/\n5 lines: 1 refused, 4 not sent\n$/) });
    expect(server.requests).toHaveLength(1);
  });

  test("where nobody listens", async () => {
    const url = new URL(`http://127.0.0.1:${await closedPort()}/`);
    const ran = await sendLines(url, lines(5), ["--max-wait", "0"]);
    expect(ran).toMatchObject({ code: 3, stdout: expect.stringMatching(/\n5 lines: 5 not sent\n$/) });
    expect(ran.stderr.match(/nothing listens/g)).toHaveLength(1);
  });
});

describe("--resume", () => {
  /** A folder with lines, and the arguments that send them with a journal. */
  async function batch(url: URL, count: number, sessions: number) {
    const cwd = await folderOf({ "news.jsonl": lines(count, sessions) });
    const [file, journal] = [join(cwd, "news.jsonl"), join(cwd, "it.journal")];
    const args = ["--url", url.href, file, "--rate", "100000", "--resume", journal];
    return { args, journal };
  }

  test("sends nothing again that was sent", async () => {
    const server = await platform();
    const { args } = await batch(server.url, 3, 1);
    expect(await send(args)).toMatchObject({ code: 0 });
    const again = await send(args);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain(`sent  line 1  message to ${cidOf(0)}  in an earlier run\n`);
    expect(again.stdout).toMatch(/\n3 lines: 3 sent\n$/);
    expect(server.requests).toHaveLength(3);
  });

  test("sends again what was refused, and what may have arrived only with --retry-unknown", async () => {
    const answers: Record<number, number[]> = { 1: [404, 200], 2: [500, 200], 3: [200] };
    const server = await httpServer((response, { body }) => {
      const status = answers[numberIn(body)]?.shift();
      if (status === undefined) response.destroy();
      else response.writeHead(status).end();
    });
    const { args } = await batch(server.url, 4, 1);
    expect(await send(args)).toMatchObject({
      code: 3,
      stdout: expect.stringContaining("1 sent, 2 refused, 1 unknown"),
    });
    const again = await send(args);
    expect(again).toMatchObject({ code: 3, stdout: expect.stringContaining("2 sent, 1 refused, 1 unknown") });
    expect(again.stderr).toMatch(/line 4: it may have arrived in an earlier run.*\n.*--retry-unknown/);
    expect(server.requests.map(({ body }) => numberIn(body))).toEqual([1, 2, 3, 4, 1]);
    answers[4] = [200];
    expect(await send([...args, "--retry-unknown"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("4 sent"),
    });
    expect(server.requests.map(({ body }) => numberIn(body))).toEqual([1, 2, 3, 4, 1, 2, 4]);
  });

  test("refuses the journal of another input, before anything is sent", async () => {
    const server = await platform();
    const { args, journal } = await batch(server.url, 3, 1);
    await send(args);
    const ran = await sendLines(server.url, lines(3, 2), ["--resume", journal]);
    expect(ran).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("is the journal of another input"),
    });
    expect(server.requests).toHaveLength(3);
  });

  test("goes on after Ctrl-C with nothing in doubt", async () => {
    let interrupt = () => {};
    const server = await httpServer((response) => {
      if (server.requests.length === 7) interrupt();
      setTimeout(() => response.end(), 20);
    });
    const { args } = await batch(server.url, 20, 2);
    const child = start(args);
    interrupt = () => child.kill("SIGINT");
    const ran = await ended(child);
    expect(ran).toMatchObject({ code: 130, stderr: expect.stringMatching(/ulbot: interrupted\n$/) });
    expect(ran.stdout).toMatch(/\n20 lines: \d+ sent, \d+ not sent\n$/);
    expect(await send(args)).toMatchObject({ code: 0, stdout: expect.stringMatching(/\n20 lines: 20 sent\n$/) });
    expect(server.requests.map(({ body }) => numberIn(body)).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  test("goes on where nobody read the output any more, with nothing in doubt", async () => {
    const server = await httpServer((response) => setTimeout(() => response.end(), 20));
    const { args } = await batch(server.url, 40, 2);
    const child = start(args);
    child.stdout.once("data", () => child.stdout.destroy());
    const { exitCode, stderr } = await child;
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^the same command goes on .+\nulbot: nobody reads the output any more\n$/);
    expect(server.requests.length).toBeLessThan(40);
    expect(await send(args)).toMatchObject({ code: 0, stdout: expect.stringMatching(/\n40 lines: 40 sent\n$/) });
    expect(server.requests).toHaveLength(40);
  });

  test("loses and repeats nothing where the journal can't be written any more", async () => {
    const server = await platform();
    const { args, journal } = await batch(server.url, 40, 2);
    // a limit of some kilobytes, which a line of the journal crosses
    const full = await execa("sh", ["-c", 'ulimit -f 4; exec "$0" "$@"', process.execPath, program, "send", ...args], {
      env: environment,
      extendEnv: false,
      reject: false,
      timeout: 10_000,
    });
    expect(full).toMatchObject({ exitCode: 3, stderr: expect.stringMatching(/^ulbot: cannot write .+it\.journal: /) });
    expect(readFileSync(journal, "utf8")).toMatch(/\n$/);

    const { stdout } = await send([...args, "--format", "json"]);
    const results = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(results.filter(({ outcome }) => outcome !== "sent" && outcome !== "unknown")).toEqual([]);
    expect(server.requests.map(({ body }) => numberIn(body)).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  test("loses and repeats none of 200 lines, however often it is killed", async () => {
    const killAt = [31, 90, 171];
    let kill = () => {};
    const server = await httpServer((response) => {
      if (server.requests.length === killAt[0] && killAt.shift()) kill();
      else response.end();
    });
    const { args, journal } = await batch(server.url, 200, 5);
    for (const _ of [...killAt]) {
      const child = start(args);
      kill = () => child.kill("SIGKILL");
      expect((await child).signal).toBe("SIGKILL");
    }
    const { code, stdout } = await send([...args, "--format", "json"]);
    const results = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const unknown = results.filter(({ outcome }) => outcome === "unknown").map(({ line }) => line);
    expect(code).toBe(3);
    expect(unknown.length).toBeGreaterThanOrEqual(3);
    expect(results.map(({ outcome }) => outcome).filter((outcome) => outcome === "sent")).toHaveLength(
      200 - unknown.length,
    );

    const arrived = () => server.requests.map(({ body }) => numberIn(body));
    expect(new Set(arrived()).size).toBe(arrived().length);
    expect(new Set([...arrived(), ...unknown]).size).toBe(200);

    const before = arrived();
    expect(await send([...args, "--retry-unknown"])).toMatchObject({ code: 0 });
    expect(arrived().slice(before.length).sort()).toEqual(unknown.sort());
    expect(readFileSync(journal, "utf8")).not.toContain(token);
  }, 60_000);
});
