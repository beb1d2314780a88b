import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closeServers } from "../servers.ts";
import { answer, bot, conversation, folderWith, type Posted, reported, runReplay, transcript } from "./project.ts";

afterEach(closeServers);

const say = (posted: Posted, body: string) => answer(posted, "message", { body });

/** A bot that says again what the contact has said. */
const echo = (posted: Posted) => say(posted, String((posted.packet.payload as { body?: string }).body ?? "Hello"));

let url: string;

beforeEach(async () => {
  url = (await bot(echo)).url.href;
});

const expected = (...turns: object[]) => ({ schemaVersion: 1, turns });
const [start, one, two] = conversation(1, "one", "two") as [Posted, Posted, Posted];
const list = [start, one, two];

describe("what a transcript has recorded", () => {
  test("is expected, and nothing in it is a matcher", async () => {
    const matcher = { $any: "string" };
    const server = await bot((posted) =>
      answer(posted, "message", { body: "Hello" }, { name: posted === start ? 1 : "Ada" }),
    );
    const recorded = transcript(
      [start, { answer: answer(start, "message", { body: "Hello" }, { name: "Ada" }) }],
      [one, { answer: answer(one, "message", { body: "Hello" }, { name: matcher }) }],
      [two, { answer: "Internal Server Error", status: 500 }],
    );
    const cwd = await folderWith({ "a.jsonl": recorded });
    const { code, turns, outcomes, summary } = await reported(["a.jsonl", "--url", server.url.href], { cwd });
    expect(outcomes).toEqual(["passed", "failed", "passed"]);
    expect(turns[1]?.differences).toMatchObject([{ pointer: "/answer/0/info/context/name", expected: matcher }]);
    // what failed at that time is nothing to go by
    expect(turns.map(({ expectedFile }) => expectedFile)).toEqual(["a.jsonl", "a.jsonl", undefined]);
    expect({ code, unexpected: summary.unexpected }).toEqual({ code: 1, unexpected: 1 });
  });

  test("gives way to the file beside it, turn by turn, in which matchers count", async () => {
    const recorded = transcript(
      [start, { answer: say(start, "Hello") }],
      [one, { answer: say(one, "other") }],
      [two, {}],
    );
    const matching = {
      turn: 2,
      event: "message",
      answer: [{ packet: { name: "message", payload: { body: { $match: "^o" } } } }],
    };
    const cwd = await folderWith({ "a.jsonl": recorded, "a.expected.json": expected(matching) });
    const { turns, outcomes } = await reported(["a.jsonl", "--url", url], { cwd });
    expect(outcomes).toEqual(["passed", "passed", "failed"]);
    expect(turns.map(({ expectedFile }) => expectedFile)).toEqual(["a.jsonl", "a.expected.json", "a.jsonl"]);
    expect(turns[2]?.differences).toMatchObject([{ pointer: "/answer/0", kind: "added" }]);
  });
});

test("a session has another cid, and ids and times may be others, unless --exact; what --ignore names is left out", async () => {
  let count = 0;
  const server = await bot((posted) =>
    answer(posted, "message", { body: "Hello" }, { nonce: count++, at: new Date().toISOString() }),
  );
  const recorded = transcript([
    start,
    { answer: answer(start, "message", { body: "Hello" }, { nonce: "x", at: "2026-01-01T00:00:00Z" }) },
  ]);
  const cwd = await folderWith({ "a.jsonl": recorded });
  const args = ["a.jsonl", "--url", server.url.href, "--repeat", "2"];
  const ignore = ["--ignore", "/answer/*/info/context/nonce"];
  expect((await reported([...args, ...ignore], { cwd })).outcomes).toEqual(["passed", "passed"]);
  const { turns } = await reported([...args, ...ignore, "--exact"], { cwd });
  expect(turns.map(({ differences }) => differences.map(({ pointer }) => pointer))).toEqual([
    ["/answer/0/info/context/at"],
    ["/answer/0/info/context/at"],
  ]);
});

describe("--ci", () => {
  test("fails where nothing is expected of a turn, names it, and writes nothing", async () => {
    const turn = { turn: 1, event: "start", answer: { packet: { name: "message", payload: { body: "Hello" } } } };
    const cwd = await folderWith({ "a.json": list, "a.expected.json": expected(turn) });
    const { code, turns, outcomes } = await reported(["*.json", "--url", url, "--ci"], { cwd });
    expect(outcomes).toEqual(["passed", "failed", "failed"]);
    expect(turns[1]?.problems).toMatchObject([
      { kind: "expectation", message: "nothing is expected of this turn; --update writes what the bot does" },
    ]);
    expect(code).toBe(1);
    expect(await readdir(cwd)).toEqual(["a.expected.json", "a.json"]);
  });

  test("asks nothing of what nobody can have recorded", async () => {
    const cwd = await folderWith({ "a.jsonl": transcript([start, { answer: say(start, "Hello") }]) });
    const { code, turns, summary } = await reported(
      ["a.jsonl", "--url", url, "--ci", "--channel", "web,telegram", "--mutate", "duplicate"],
      { cwd },
    );
    expect(new Set(turns.map(({ variant }) => variant?.kind))).toEqual(new Set([undefined, "channel", "mutation"]));
    expect({ code, unexpected: summary.unexpected, failed: summary.failed }).toEqual({
      code: 0,
      unexpected: 0,
      failed: 0,
    });
  });
});

test("files of expected answers are no fixtures; those that belong to none are told", async () => {
  const cwd = await folderWith({
    "it/a.json": list,
    "it/old.expected.json": expected(),
    "it/a.expected.json": expected(),
  });
  const { code, stderr, turns, summary } = await reported(["it/*.json", "--url", url], { cwd });
  expect(turns.map(({ file }) => file)).toEqual(["it/a.json", "it/a.json", "it/a.json"]);
  expect(stderr).toBe("it/old.expected.json belongs to no fixture any more; remove it, or bring the fixture back\n");
  expect({ code, unexpected: summary.unexpected }).toEqual({ code: 0, unexpected: 3 });
  const { stdout } = await runReplay(["it/a.json", "--url", url], { cwd });
  expect(stdout).toMatch(/\n1 conversation, 3 turns: 3 passed\n.*3 turns.*--update writes/);
  expect(await runReplay(["it/*.expected.json", "--url", url], { cwd })).toMatchObject({
    code: 2,
    stderr: "ulbot: these are expected answers only: name the fixtures that they belong to\n",
  });
});

describe("a file of expected answers in which something is wrong ends the run before it begins, with its place", () => {
  const turn = { turn: 1, event: "start", answer: [] };
  test.each([
    ["two for one turn", expected(turn, turn), /there are two expectations for turn 1/],
    [
      "one for a turn that is not there",
      expected({ ...turn, turn: 9 }),
      /there is no turn 9: the fixture has 3 webhooks/,
    ],
    ["one for another event", expected({ ...turn, event: "click" }), /"click" is not the event of turn 1/],
    ["a bad pattern", expected({ ...turn, answer: [{ $match: "(" }] }), /\$match/],
    ["a newer version", { schemaVersion: 2, turns: [] }, /schemaVersion 2 is newer than what this ulbot reads, 1/],
    ["no JSON", '{"schemaVersion": 1,\n "turns": [', /a\.expected\.json:2:\d+/],
  ])("%s", async (_, content, message) => {
    const cwd = await folderWith({ "a.json": list });
    const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
    await writeFile(join(cwd, "a.expected.json"), text);
    const { code, stdout, stderr } = await runReplay(["a.json", "--url", "http://127.0.0.1:1"], { cwd });
    expect(stderr).toMatch(/^ulbot: (?:cannot read )?a\.expected\.json:\d+:\d+/);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(await readFile(join(cwd, "a.expected.json"), "utf8")).toBe(text);
  });
});

describe("a transcript", () => {
  const whole = transcript([start, { answer: say(start, "Hello") }], [one, { answer: say(one, "one") }]);

  test("that was half written is played up to the cut, with a warning", async () => {
    const cwd = await folderWith({ "a.jsonl": whole.slice(0, -20) });
    const { code, stderr, turns } = await reported(["a.jsonl", "--url", url], { cwd });
    expect(stderr).toBe("a.jsonl:4: the last line is cut off and was left out\n");
    expect(turns.map(({ expectedFile }) => expectedFile)).toEqual(["a.jsonl", undefined]);
    expect(code).toBe(0);
  });

  test("of a newer version is refused by name", async () => {
    const cwd = await folderWith({ "a.jsonl": whole.replace('"schemaVersion":1', '"schemaVersion":2') });
    const { code, stdout, stderr } = await runReplay(["a.jsonl", "--url", url], { cwd });
    expect(stderr).toMatch(/^ulbot: a\.jsonl:1:\d+: this transcript is of version 2, but this ulbot reads version 1\n/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});
