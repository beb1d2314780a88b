import { existsSync, readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { freePort, isListening } from "../../src/bot/port.ts";
import { botThat, cidOf, isRunning, pidsIn, webhook } from "../replay/project.ts";
import { folderOf, runBin } from "../run.ts";
import { bots, closedPort, closeServers, httpServer } from "../servers.ts";
import { record as recordIn, startRecord } from "./program.ts";

const greeter = `"${process.execPath}" "${join(import.meta.dirname, "../fixtures/record/bot.mjs")}"`;

afterEach(closeServers);

let cwd: string;

beforeEach(async () => {
  cwd = await folderOf({});
});

/** What nobody may find in a transcript. */
const secrets = {
  name: "Ottilie Quarkbein",
  email: "ottilie.quarkbein@example.org",
  phone: "+49 221 98765432",
  header: "hdr-4c1f9b7e22d0a6",
  token: "tok-93ab64ff01c2d7e8",
  signature: "b1946ac92492d2347c6235b4d2611184",
  cid: cidOf(0xabcdef),
};

const env = { PATH: process.env.PATH, ULBOT_SECURITY_TOKEN: secrets.token };

/** Starts the program, in the folder of the test. */
const start = (...args: string[]) => startRecord(args, { cwd, env });

/** Starts the program, and waits until it records; what is posted to it has the platform's header. */
async function record(...args: string[]) {
  const recording = await recordIn(args, { cwd, env });
  const post = (body: unknown): Promise<Response> => recording.post(body, { "X-Platform": secrets.header });
  return { ...recording, post };
}

/** What the contact writes, with all that is to be kept from the transcript. */
function said(body: string, cid = secrets.cid) {
  const { info, packet } = webhook("message", { body }, { cid });
  const { name, email, phone } = secrets;
  return { info: { ...info, contact: { id: 77123, name, email, mobile_number: phone } }, packet };
}

const everything = (folder = "recordings"): string =>
  readdirSync(join(cwd, folder))
    .map((file) => readFileSync(join(cwd, folder, file), "utf8"))
    .join("");

const entries = (): { kind: string; status: number; events: unknown; event: { packet: { payload: object } } }[] =>
  everything()
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

const kinds = (): string[] => entries().map(({ kind, status }) => (status === undefined ? kind : `${kind} ${status}`));

/** The secrets, and the words of the name, that stand in a text. */
const found = (text: string): string[] =>
  [...Object.values(secrets), ...secrets.name.split(" ")].filter((secret) => text.includes(secret));

const api = () => httpServer((response) => response.end("{}"));

describe("a recording", () => {
  test("holds turns and requests, and nothing of anybody", async () => {
    const { url: apiUrl, requests } = await api();
    const recording = await record("--exec", greeter, "--api-url", `${apiUrl}`);
    const link = `https://files.example.org/a.pdf?X-Amz-Signature=${secrets.signature}`;
    for (const body of [`Call ${secrets.phone}, ${secrets.name}`, "later", link]) {
      const answer = await recording.post(said(body));
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(secrets.header)]);
    }
    const { code, stdout, stderr } = await recording.stop();
    expect(code).toBe(130);
    expect(requests).toMatchObject([
      { path: "/webhook", headers: { "security-token": secrets.token }, body: expect.stringContaining(secrets.name) },
    ]);
    expect(kinds()).toEqual([
      ...["webhook", "answer 200"],
      ...["webhook", "request 200", "answer 200"],
      ...["webhook", "answer 200"],
    ]);
    expect(found(everything() + stdout + stderr + readdirSync(join(cwd, "recordings")).join())).toEqual([]);
    expect(stdout).toMatch(/^1 conversation, 3 turns, 1 request to the API URL\nredacted:\n/);
    expect(stdout).toMatch(/\n {2}name +\d+ values? in \d+ places\n/);
    expect(stdout).toMatch(
      /\nwritten:\n {2}recordings\/\d{4}-\d\d-\d\d-[0-9a-f]{8}\.jsonl\nnext: ulbot replay 'recordings\/\*\.jsonl' --exec /,
    );
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });

  test("is one file a conversation, readable for nobody else", async () => {
    const { url } = await bots.ok();
    const recording = await record("--to", url.href, "--out", "a/b");
    await Promise.all([1, 2, 3, 4].map((number) => recording.post(said("hi", cidOf(number % 3)))));
    const { stdout } = await recording.stop();
    const files = readdirSync(join(cwd, "a/b"));
    expect(files).toHaveLength(3);
    for (const file of files) expect(stdout).toContain(`  a/b/${file}\n`);
    expect(everything("a/b").trim().split("\n")).toHaveLength(8);
  });

  test("can be read by replay", async () => {
    const recording = await record("--exec", greeter);
    await recording.post(said("hi"));
    await recording.stop();
    const { stdout } = await runBin(["replay", "recordings/*.jsonl", "--exec", greeter, "--format", "json"], { cwd });
    expect(JSON.parse(stdout).summary).toMatchObject({ conversations: 1, turns: 1 });
  });

  test("is reported as JSON when asked", async () => {
    const { url } = await bots.ok();
    const recording = await record("--to", url.href, "--format", "json");
    await recording.post(said("hi"));
    await recording.post("nothing of interest");
    const { stdout } = await recording.stop();
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ schemaVersion: 1, conversations: 1, turns: 1, requests: 0, unrecorded: 1, redacted: true },
      replaced: expect.arrayContaining([expect.objectContaining({ kind: "email", values: 1 })]),
      files: [expect.stringMatching(/^recordings\/.*\.jsonl$/)],
    });
  });

  test("of nothing says so", async () => {
    const recording = await record("--to", (await bots.ok()).url.href);
    expect((await recording.stop()).stdout).toBe("0 conversations, 0 turns\n");
    expect(readdirSync(join(cwd, "recordings"))).toEqual([]);
  });

  test("replaces what the project adds", async () => {
    const redact = { patterns: ["V-\\d+"], keys: ["badge"], keep: ["step"] };
    await writeFile(join(cwd, "ulbot.config.json"), JSON.stringify({ redact }));
    const recording = await record("--exec", greeter, "--redact-key", "order_number", "--redact-key", "plate");
    const { info, packet } = said("hi");
    const context = {
      order_number: "R-2026-118",
      plate: "K-UL 2026",
      badge: "b 17",
      note: "see V-4711",
      step: "color",
    };
    await recording.post({ info: { ...info, context }, packet });
    await recording.stop();
    expect(everything()).not.toMatch(/R-2026-118|K-UL 2026|b 17|V-4711/);
    expect(everything()).toContain('"step":"color"');
  });

  test("holds everything as it is when asked, which is said", async () => {
    const recording = await record("--exec", greeter, "--no-redact");
    await recording.post(said("hi"));
    const { stdout, stderr } = await recording.stop();
    expect(stderr).toMatch(/^ulbot: warning: --no-redact writes everything as it is: names, mail addresses/);
    expect(everything()).toContain(secrets.email);
    expect(stdout).toContain("\nnothing was redacted\n");
  });
});

describe("what is said while it records", () => {
  test("is a line for each turn, without anything of anybody", async () => {
    const { url } = await bots.ok();
    const recording = await record("--to", url.href);
    await recording.post(said("hi"));
    await recording.post("{}");
    const { stderr } = await recording.stop();
    expect(
      stderr
        .replace(/ +\d+\.\d ms/g, " N ms")
        .split("\n")
        .slice(1),
    ).toEqual([
      "transcripts go to recordings, redacted; Ctrl-C ends it",
      expect.stringMatching(/^200 N ms {2}message {2}[0-9a-f]{8}$/),
      "200 N ms  not recorded",
      "",
    ]);
    expect(found(stderr)).toEqual([]);
  });

  test("says where nobody is there yet", async () => {
    const port = await closedPort();
    const recording = await record("--to", `http://127.0.0.1:${port}/webhook`);
    const { stderr } = await recording.stop();
    expect(stderr).toContain(`\nnothing listens at http://127.0.0.1:${port} yet: webhooks are answered with 502 until`);
  });

  test("names both addresses, for the dashboard and for the bot", async () => {
    const apiUrl = "https://api.example.com/v1/bots/7/?key=k3y";
    const recording = await record("--to", "http://localhost:8000/hook?secret=s3cret", "--api-url", apiUrl);
    const { stderr } = await recording.stop();
    expect(stderr).toMatch(
      /^post webhooks to http:\/\/127\.0\.0\.1:\d+\/hook\?…, they go on to http:\/\/localhost:8000\/hook\?…\n/,
    );
    expect(stderr).toMatch(
      /\nstart the bot with ULBOT_API_URL=http:\/\/127\.0\.0\.1:\d+\/v1\/bots\/7\/\?…, its requests go on to https:\/\/api\.example\.com\n/,
    );
    expect(stderr).not.toMatch(/s3cret|k3y/);
  });

  test("is nothing with --quiet", async () => {
    const port = await freePort();
    const { url } = await bots.ok();
    const { child } = start("--to", url.href, "--quiet", "--port", String(port));
    const answered = await vi.waitFor(() => fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: "{}" }), 15_000);
    expect(answered.status).toBe(200);
    child.kill("SIGINT");
    expect(await child).toMatchObject({ exitCode: 130, stderr: "" });
  });
});

describe("a bot that is not there", () => {
  test("is a 502 to the platform, and an answer with that status", async () => {
    const recording = await record("--to", `http://127.0.0.1:${await closedPort()}/webhook`);
    const answer = await recording.post(said("hi"));
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({
      error: expect.stringMatching(/^ulbot record: nothing listens at http:\/\/127\.0\.0\.1:\d+\/webhook$/),
      hint: expect.any(String),
    });
    expect((await recording.stop()).stderr).toMatch(/\n502 .* message {2}[0-9a-f]{8} {2}nothing listens at /);
    expect(kinds()).toEqual(["webhook", "answer 502"]);
    expect(entries()[1]?.events).toEqual([]);
  });
});

describe("a bot that ends while it is recorded", () => {
  test("is told with the end of its output, and what there was is kept", async () => {
    const recording = await record("--exec", botThat("crashes"));
    expect((await recording.post(said("hi"))).status).toBe(502);
    const { exitCode, stdout, stderr } = await recording.child;
    expect(stderr).toMatch(
      /\n502 .*message.*\nulbot: the bot ended with exit code 9 while it was recorded; the end of its output:\n[\s\S]* {2}boom \\x1b/,
    );
    expect(stdout).toMatch(/^1 conversation, 1 turn\n/);
    expect({ exitCode, kinds: kinds() }).toEqual({ exitCode: 3, kinds: ["webhook", "answer 502"] });
  });

  test("but has left another to answer in its place goes on", async () => {
    const recording = await record(
      "--verbose",
      "--exec",
      `${greeter} & until [ -e over ]; do sleep 0.1; done; echo bye`,
    );
    await writeFile(join(cwd, "over"), "");
    await recording.saying(/bye/);
    expect((await recording.post(said("hi"))).status).toBe(200);
    expect((await recording.stop()).code).toBe(130);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });
});

describe("the end", () => {
  test("by SIGTERM is another exit code", async () => {
    const recording = await record("--exec", greeter);
    expect((await recording.stop("SIGTERM")).code).toBe(143);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });

  test("waits for the turns that are under way", async () => {
    const responses: ServerResponse[] = [];
    const { url } = await httpServer((response) => responses.push(response));
    const recording = await record("--to", url.href);
    const posted = recording.post(said("hi"));
    await vi.waitFor(() => expect(responses).toHaveLength(1));
    recording.child.kill("SIGINT");
    // it listens no more, and still passes the answer on
    await vi.waitFor(async () => expect(await isListening(new URL(recording.url))).toBe(false));
    responses[0]?.end("[]");
    expect((await posted).status).toBe(200);
    expect((await recording.child).exitCode).toBe(130);
    expect(kinds()).toEqual(["webhook", "answer 200"]);
  });

  test("waits no longer than 3 seconds, and keeps the webhook", async () => {
    const recording = await record("--exec", greeter, "--verbose");
    const posted = recording.post(said("never")).catch(() => "broken off");
    await recording.saying(/no answer to that/);
    const { code, stdout } = await recording.stop();
    expect(await posted).toBe("broken off");
    expect({ code, kinds: kinds() }).toEqual({ code: 130, kinds: ["webhook"] });
    expect(stdout).toContain("1 conversation, 1 turn\n");
  });

  test("for the second time comes at once, and leaves no bot behind", async () => {
    const recording = await record("--exec", greeter, "--verbose");
    recording.post(said("never")).catch(() => {});
    await recording.saying(/no answer to that/);
    recording.child.kill("SIGINT");
    await vi.waitFor(async () => expect(await isListening(new URL(recording.url))).toBe(false));
    recording.child.kill("SIGINT");
    expect((await recording.child).exitCode).toBe(130);
    await vi.waitFor(() => expect(pidsIn(cwd).filter(isRunning)).toEqual([]));
  });

  test("comes with 3 when transcripts can be written no more", async () => {
    const { url } = await bots.ok();
    const recording = await record("--to", url.href);
    await recording.post(said("hi"));
    await recording.saying(/200 .*message/);
    const [file = ""] = readdirSync(join(cwd, "recordings"));
    await execa("rm", [join(cwd, "recordings", file)]);
    expect((await recording.post(said("more"))).status).toBe(200);
    const { exitCode, stderr } = await recording.child;
    expect(stderr).toMatch(/\nulbot: cannot write .*\.jsonl: /);
    expect(exitCode).toBe(3);
  });

  test.each([1, 2, 3, 4, 5])("by kill -9 leaves whole lines only, and nothing of anybody (%i)", async () => {
    const recording = await record("--exec", greeter);
    const post = async (conversation: number) => {
      for (;;) await (await recording.post(said(secrets.phone, cidOf(conversation)))).text();
    };
    const posters = [1, 2, 3].map((conversation) => post(conversation).catch(() => {}));
    const count = 5 + Math.floor(Math.random() * 200);
    await recording.saying(new RegExp(`(\n200 .*){${count}}`));
    recording.child.kill("SIGKILL");
    await Promise.all(posters);
    for (const pid of pidsIn(cwd)) process.kill(pid, "SIGKILL");
    expect(kinds().length).toBeGreaterThanOrEqual(2 * count - 1);
    expect(everything().endsWith("\n")).toBe(true);
    expect(found(everything())).toEqual([]);
  });
});

describe("is not begun", () => {
  test("where it is not told what to record", async () => {
    expect(await runBin(["record"], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "ulbot: record has to know where the bot answers\n" +
        "  such as --to http://localhost:8000/webhook, or start it with --exec 'npm start'\n",
    });
    expect(existsSync(join(cwd, "recordings"))).toBe(false);
  });

  test("where its port is taken", async () => {
    const { port } = await bots.ok();
    const args = ["record", "--to", "http://localhost:1/", "--port", String(port)];
    expect(await runBin(args, { cwd })).toMatchObject({
      code: 2,
      stderr:
        `ulbot: port ${port} is taken by something that listens there already\n` +
        "  choose another one with --port, or any that is free with --port 0\n",
    });
  });

  test("where the port for the API URL is taken, and lets the other one go", async () => {
    const { port } = await bots.ok();
    const api = ["--api-url", "https://api.example.com/v1/", "--api-port", String(port)];
    const { code, stderr } = await runBin(["record", "--to", "http://localhost:1/", "--port", "0", ...api], { cwd });
    expect(stderr).toContain("with --api-port 0\n");
    expect(code).toBe(2);
  });

  test("where both ports are the same", async () => {
    const ports = ["--port", "9007", "--api-url", "https://api.example.com/v1/", "--api-port", "9007"];
    expect(await runBin(["record", "--to", "http://localhost:1/", ...ports], { cwd })).toMatchObject({
      code: 2,
      stderr:
        "ulbot: --port and --api-port are both 9007, but each has to be a port of its own\n  or any that is free with 0\n",
    });
  });

  test.each([
    [
      "the bot's own port",
      ["--to", "http://localhost:9007/", "--port", "9007"],
      "port 9007 is where requests are to be",
    ],
    ["a port that is none", ["--to", "http://localhost/", "--port", "70000"], "a port is a number from 0 to 65535"],
    ["a URL that is none", ["--to", "localhost"], '"localhost" is no URL'],
    ["a URL of something else", ["--to", "ftp://localhost/"], "the bot's URL begins with ftp:"],
    ["a URL with a password", ["--to", "http://a:b@localhost/"], "the bot's URL holds a user and a password"],
    [
      "an API URL without TLS",
      ["--to", "http://localhost:1/", "--api-url", "http://example.com/"],
      "the API URL begins",
    ],
    [
      "a file for a folder",
      ["--to", "http://localhost:1/", "--port", "0", "--out", "it"],
      "transcripts cannot be written",
    ],
  ])("with %s", async (_, args, message) => {
    const folder = await folderOf({ it: "" });
    const { code, stderr } = await runBin(["record", ...args], { cwd: folder });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test("where the bot ends before it listens", async () => {
    const { exitCode, stderr } = await start("--exec", "exit 7").child;
    expect(stderr).toContain("ulbot: the bot ended with exit code 7 before it listened at ");
    expect(exitCode).toBe(3);
  });
});

test("settings come from the environment and the configuration", async () => {
  const { url } = await bots.ok();
  const folder = await folderOf({ "ulbot.config.json": JSON.stringify({ botUrl: url.href }) });
  cwd = folder;
  const recording = await record();
  expect((await recording.post(said("hi"))).status).toBe(200);
  await recording.stop();
  expect(kinds()).toEqual(["webhook", "answer 200"]);
});
