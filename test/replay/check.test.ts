import { describe, expect, it } from "vitest";
import type { Answer, PostFailure } from "../../src/bot/endpoint.ts";
import { checkReply } from "../../src/replay/check.ts";
import { cidOf, answer as event, webhook } from "./project.ts";

const start = webhook("start");
const cid = cidOf(1);
const hello = event(start, "message", { body: "Hello" });

const reply = (body: unknown, more: Partial<Answer> = {}): Answer => ({
  kind: "answer",
  status: 200,
  ms: 1,
  contentType: "application/json",
  location: undefined,
  body: typeof body === "string" ? body : JSON.stringify(body),
  ...more,
});

const check = (given: Answer | PostFailure, id = cid) => checkReply(given, id, "web", { channels: ["sms"] });

/** The problems of an answer, each as `severity kind: message`. */
const problemsOf = (given: Answer | PostFailure, id = cid) =>
  check(given, id).problems.map(({ kind, severity, message }) => `${severity} ${kind}: ${message}`);

describe("a good answer", () => {
  it.each([
    ["nothing", "", []],
    ["white space", " \r\n", []],
    ["an empty list", [], []],
    ["one event", hello, [hello]],
    ["one event with a key that nobody reads", { ...hello, response: [] }, [{ ...hello, response: [] }]],
    ["a list", [hello, hello], [hello, hello]],
  ])("is %s", (_, body, events) => {
    expect(check(reply(body))).toEqual({ status: 200, events, findings: [], problems: [], unreachable: false });
  });

  it.each([undefined, "application/json; charset=utf-8", "application/problem+json", "text/JSON"])(
    "may be of the type %s",
    (contentType) => {
      expect(problemsOf(reply(hello, { contentType }))).toEqual([]);
    },
  );

  it("may repeat the whole info of the webhook", () => {
    const { findings, problems } = check(reply({ ...start, packet: hello.packet }));
    expect([findings.filter(({ severity }) => severity !== "info"), problems]).toEqual([[], []]);
  });

  it("needs no type where it is empty", () => {
    expect(problemsOf(reply("", { contentType: "text/html" }))).toEqual([]);
  });
});

describe("a status other than 200", () => {
  const location = "http://127.0.0.1:1/\x1b[2J";
  const header = "give the header it expects with --header";

  it.each([
    [{ status: 204 }, "answered 204, not 200"],
    [
      { status: 302, location },
      "answered 302, not 200; it redirects to http://127.0.0.1:1/\\x1b[2J, which nobody follows",
    ],
    [{ status: 400, body: '{"error": "no\n\nname"}' }, 'answered 400, not 200: {"error": "no name"}'],
    [{ status: 401, body: '{"error": "Unauthorized"}' }, `answered 401, not 200; ${header}`],
    [{ status: 403 }, `answered 403, not 200; ${header}`],
    [{ status: 404, body: "<h1>404</h1>" }, "answered 404, not 200; nothing answers at this path; check --url"],
    [{ status: 405 }, "answered 405, not 200; this path takes no POST; check --url"],
    [{ status: 500, body: "\x1b[31mno\u202e\x9b" }, "answered 500, not 200: \\x1b[31mno\\u202e\\x9b"],
    [{ status: 500, body: " <!doctype html>" }, "answered 500, not 200; what the bot prints may say why"],
    [{ status: 502 }, "answered 502, not 200; what the bot prints may say why"],
    [{ status: 418, body: "👋".repeat(500) }, `answered 418, not 200: ${"👋".repeat(200)}…`],
    [{ status: 418, body: `a${"👋".repeat(199)}` }, `answered 418, not 200: a${"👋".repeat(199)}`],
  ])("%j", (facts, message) => {
    const given = reply("", facts);
    expect(problemsOf(given)).toEqual([`error status: ${message}`]);
    expect(check(given)).toMatchObject({ status: facts.status, events: [], findings: [], unreachable: false });
  });
});

describe("a body that is no answer", () => {
  it.each([
    ["\n <!doctype html>", "error json: the answer is HTML, but it has to be JSON or empty"],
    ["OK", "error json: the answer is not empty and holds no events, but this: OK"],
    [
      '[\n {"a": 1,}\n]',
      "error json: the answer cannot be read as JSON: 2:10 a key in double quotes has to stand here",
    ],
    ['[{"a": 1', "error json: the answer cannot be read as JSON: 1:9 a closing } is missing; the text may be cut off"],
    [
      '{"id": 9007199254740993}',
      "error json: the answer cannot be read as JSON: 1:8 9007199254740993 is beyond 2^53 and would be rounded; write it as a text in double quotes",
    ],
    [
      { response: [hello] },
      'error envelope: the answer is {"response": …}, but it has to be only what stands in there',
    ],
  ])("%j", (body, message) => {
    expect(problemsOf(reply(body))).toEqual([message]);
    expect(check(reply(body))).toMatchObject({ status: 200, events: [], findings: [] });
  });

  it.each(["null", '"ok"', "{}", "[[]]", '{"status": "ok"}'])("%s, which is JSON, is found by lint", (body) => {
    expect(check(reply(body)).findings[0]).toMatchObject({ rule: "envelope", severity: "error" });
  });

  it("is not shown with what a terminal would act on", () => {
    expect(problemsOf(reply('{"\x1b[2J\u202e": \x9b}')).join()).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
  });
});

describe("an answer", () => {
  it("for other sessions names each, once", () => {
    const others = ["other", "an\x1bother", "other"].map((other) => ({ ...hello, info: { cid: other } }));
    expect(problemsOf(reply([hello, ...others]), cid)).toEqual([
      `error cid: the answer is for other, but the webhook was for ${cid}`,
      `error cid: the answer is for an\\x1bother, but the webhook was for ${cid}`,
    ]);
    expect(problemsOf(reply(hello), "\x1b[2J")[0]).toMatch(/but the webhook was for \\x1b\[2J$/);
  });

  it("of another type is fine but for a warning", () => {
    const given = reply(hello, { contentType: "text/html\x9b" });
    expect(problemsOf(given)).toEqual([
      "warning content-type: the answer says it is text/html\\x9b, not application/json",
    ]);
    expect(check(given).events).toEqual([hello]);
  });

  it("is linted for the channel of its webhook only, with the severities asked for", () => {
    const long = reply([event(start, "message", { body: "x".repeat(4500) })]);
    const on = (channel: "web" | "telegram", rules = {}) =>
      checkReply(long, cid, channel, { channels: [], rules }).findings.map(({ rule, severity }) => [rule, severity]);
    expect(on("web")).toEqual([]);
    expect(on("telegram")).toEqual([["text-length", "error"]]);
    expect(on("telegram", { "text-length": "info" })).toEqual([["text-length", "info"]]);
  });
});

describe("no answer", () => {
  it.each([
    ["refused", true],
    ["unresolved", true],
    ["unreachable", true],
    ["tls", true],
    ["timeout", false],
    ["reset", false],
    ["too-large", false],
    ["protocol", false],
    ["encoding", false],
  ] as const)("%s: the bot cannot be reached at all: %s", (failure, unreachable) => {
    const problems = [{ kind: failure, message: "why", severity: "error" }];
    const given: PostFailure = { kind: "failure", ms: 1, failure, message: "why" };
    expect(check(given)).toEqual({ status: null, events: [], findings: [], problems, unreachable });
  });
});
