import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { bots, closedPort, closeServers, httpServer, rawServer } from "../servers.ts";
import { cid, ended, sendTo, start, token } from "./program.ts";

afterEach(closeServers);

type Answer = readonly [status: number, headers?: Record<string, string>, body?: string];

/** A platform that answers with one after the other, and with the last one from then on. */
function platform(...answers: readonly [Answer, ...Answer[]]) {
  let next = 0;
  return httpServer((response: ServerResponse) => {
    const [status, headers = {}, body = ""] = answers[Math.min(next++, answers.length - 1)] ?? answers[0];
    response.writeHead(status, headers).end(body);
  });
}

const echo = `{"headers": {"security-token": "${token}", "encoded": "${encodeURIComponent(token)}"}}`;
const controls = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\r\nX: y";

describe("an answer", () => {
  test.each<[name: string, Answer, code: number, stdout: RegExp, stderr: RegExp]>([
    ["200", [200, {}, echo], 0, /^sent {2}message to chatbot::258:\w+ {2}200 in [\d.]+ ms\n$/, /^$/],
    ["204", [204], 0, /^sent {2}/, /^$/],
    ["400", [400, {}, echo], 1, /^refused {2}message to .* 400 in/, /does not accept the events \(400\): .*\[token\]/],
    ["401", [401, {}, echo], 1, /^refused/, /security token \(401\)[\s\S]*\n {2}ULBOT_SECURITY_TOKEN must be/],
    ["403", [403, {}, controls], 1, /^refused/, /\(403\): \\x1b\]0;owned\\x07\\x1b\[2J/],
    [
      "404",
      [404],
      1,
      /^refused/,
      /does not know this API URL or this session \(404\)\n {2}check the API URL and the cid/,
    ],
    ["429 beyond --max-wait", [429, { "retry-after": "3600" }], 1, /^refused/, /\(429\).*3600 s\n {2}.*--max-wait/],
    ["500", [500, {}, echo], 1, /^refused {2}.*500 in/, /^ulbot: the platform failed \(500\)/],
    ["a redirect with the token", [307, { location: `https://x.test/?t=${token}` }], 1, /^refused/, /\[token\]/],
  ])("%s", async (_, answer, code, stdout, stderr) => {
    const server = await platform(answer);
    for (const verbose of [[], ["--verbose"]]) {
      const ran = await sendTo(server.url, verbose);
      expect(ran).toMatchObject({
        code,
        stdout: expect.stringMatching(stdout),
        stderr: expect.stringMatching(stderr),
      });
      expect(ran.stdout + ran.stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    }
    expect(server.requests).toHaveLength(2);
  });

  test("as JSON is one document, with all of it", async () => {
    const server = await platform([403, {}, echo + controls]);
    const { code, stdout } = await sendTo(server.url, ["--format", "json"]);
    expect(code).toBe(1);
    expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      cid,
      events: ["message"],
      outcome: "refused",
      status: 403,
      message: expect.stringContaining("[token]"),
      hint: expect.stringContaining("ULBOT_SECURITY_TOKEN"),
      attempts: 1,
      ms: expect.any(Number),
      waitedMs: 0,
      findings: [],
    });
  });
});

test("429 is waited for, and told, and sent again", async () => {
  const server = await platform([429, { "retry-after": "1" }], [200]);
  const ran = await sendTo(server.url);
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/after 1\.[01] s of waiting/) });
  expect(ran.stderr).toMatch(/^the platform takes no more for now \(429\), trying again in 1\.[01] s\n$/);
  expect(server.requests).toHaveLength(2);
  expect(server.requests[0]?.body).toBe(server.requests[1]?.body);
});

test("429 is not waited for with --max-wait 0", async () => {
  const server = await platform([429]);
  expect(await sendTo(server.url, ["--max-wait", "0"])).toMatchObject({ code: 1 });
  expect(server.requests).toHaveLength(1);
});

test("a redirect is not followed, so that another host gets nothing", async () => {
  const other = await httpServer((response) => response.end());
  const server = await platform([308, { location: `http://localhost:${other.port}/` }]);
  expect(await sendTo(server.url)).toMatchObject({ code: 1, stderr: expect.stringContaining("leads elsewhere") });
  expect(server.requests).toHaveLength(1);
  expect(other.connections()).toBe(0);
});

describe("no answer", () => {
  test.each(["resetAtOnce", "closeAtOnce", "closeInHead", "silent", "dripHead", "notHttp"] as const)(
    "%s: what may have arrived is not posted again",
    async (name) => {
      const server = await bots[name]();
      const isEndless = name === "silent" || name === "dripHead";
      const ran = await sendTo(server.url, isEndless ? ["--timeout", "1s"] : []);
      expect(ran).toMatchObject({ code: 3, stdout: expect.stringMatching(/^unknown {2}message to /) });
      expect(ran.stderr).toMatch(
        /may have arrived all the same\n {2}look at the conversation before you send it again/,
      );
      expect(server.requests).toHaveLength(1);
    },
  );

  test("nothing listens: not sent", async () => {
    const url = new URL(`http://127.0.0.1:${await closedPort()}/api`);
    const ran = await sendTo(url, ["--max-wait", "0"]);
    expect(ran).toMatchObject({ code: 3, stdout: expect.stringMatching(/^not sent {2}message to /) });
    expect(ran.stderr).toContain(`nothing listens at ${url.href}`);
  });
});

describe("Ctrl-C", () => {
  const args = (url: URL) => ["--url", url.href, "--cid", cid, "-m", "Hello"];

  test("while it waits after a 429: no second POST", async () => {
    const server = await platform([429, { "retry-after": "30" }]);
    const child = start(args(server.url));
    child.stderr?.once("data", () => child.kill("SIGINT"));
    const ran = await ended(child);
    expect(ran).toMatchObject({ code: 130, stdout: "" });
    expect(ran.stderr).toMatch(/trying again in 3\d\.\d s\nulbot: interrupted\n$/);
    expect(server.requests).toHaveLength(1);
  });

  test("while the request is out: says that it may have arrived", async () => {
    let interrupt = () => {};
    const server = await rawServer(() => interrupt());
    const child = start(args(server.url));
    interrupt = () => child.kill("SIGINT");
    const ran = await ended(child);
    expect(ran).toMatchObject({ code: 130, stdout: "" });
    expect(ran.stderr).toMatch(/^ulbot: interrupted; the request may have arrived all the same\n {2}look at the conv/);
    expect(server.requests).toHaveLength(1);
  });

  test("while it reads standard input: sends nothing", async () => {
    const server = await platform([200]);
    const child = start(["--url", server.url.href, "-"]);
    // more than a pipe holds: once it is written, the program is reading
    child.stdin?.on("error", () => {}).write(" ".repeat(2 ** 20), () => child.kill("SIGINT"));
    expect(await ended(child)).toMatchObject({ code: 130, stdout: "", stderr: "ulbot: interrupted\n" });
    expect(server.requests).toHaveLength(0);
  });
});
