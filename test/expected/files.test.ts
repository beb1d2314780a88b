import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { UlbotError } from "../../src/errors.ts";
import { expectedPathOf, isExpectedPath, obsoleteExpected } from "../../src/expected/expected-path.ts";
import { parseExpected, readExpected } from "../../src/expected/read.ts";
import { eventOf } from "../lint/answers.ts";

const cwd = mkdtempSync(join(tmpdir(), "ulbot-expected-"));
afterAll(() => rmSync(cwd, { recursive: true }));

const message = eventOf("message", { body: "Hi" });
const turn = (number: number, others = {}) => ({ turn: number, event: "start", answer: [message], ...others });
const textOf = (...turns: unknown[]) => JSON.stringify({ schemaVersion: 1, turns }, null, 2);

/** Why a text can't be read: the message without the file's name, and the hint. */
function refusal(text: string, webhooks?: readonly string[]): string {
  try {
    parseExpected("x.expected.json", text, webhooks);
    return "it can be read";
  } catch (error) {
    const { category, message: words, hint } = error as UlbotError;
    expect(error).toBeInstanceOf(UlbotError);
    return `${category} ${words.replaceAll("x.expected.json:", "")} (${hint})`;
  }
}

describe("reading", () => {
  it("gives each turn with its events in lists", () => {
    const text = textOf(turn(2, { answer: message, requests: [message, [message]] }), turn(1));
    expect(parseExpected("x.expected.json", text).turns).toEqual([
      { turn: 2, event: "start", expectation: { answer: [message], requests: [[message], [message]] } },
      { turn: 1, event: "start", expectation: { answer: [message], requests: [] } },
    ]);
  });

  it("gives nothing where there is no file, and the file's name where it can't be read", () => {
    expect(readExpected("none.expected.json", { cwd })).toBeUndefined();
    writeFileSync(join(cwd, "bad.expected.json"), "{");
    expect(() => readExpected("bad.expected.json", { cwd })).toThrow(/^bad\.expected\.json:1:2: /);
    writeFileSync(join(cwd, "good.expected.json"), textOf(turn(1)));
    expect(readExpected("good.expected.json", { cwd, webhooks: ["start"] })?.turns).toHaveLength(1);
  });

  it("takes the schema that an editor checks it with", () => {
    const text = JSON.stringify({ $schema: "./expected.json", schemaVersion: 1, turns: [] });
    expect(parseExpected("x.expected.json", text).turns).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["text that is no JSON", '{\n  "turns": [}', "usage 2:13: a value has to stand here\n2:14: a closing ] is missing"],
    ["a list", "[]", "usage 1:1: the file has to be an object (it is {"],
    ["no version", '{"turns": []}', "usage 1:1: schemaVersion has to be 1 (it is {"],
    [
      "a newer version",
      '{"turns": 1,\n"schemaVersion": 2}',
      "usage 2:18: schemaVersion 2 is newer than what this ulbot reads, 1 (install a newer ulbot)",
    ],
    ["an unknown key", '{"schemaVersion": 1, "turn": []}', "has to be a list"],
    ["a misspelt key", textOf(turn(1, { awnser: [] })), "there is no key awnser (did you mean answer)"],
    ["no answer", textOf({ turn: 1, event: "start" }), "usage 4:5: answer has to be "],
    ["turn 0", textOf(turn(0)), "usage 5:15: turn has to be "],
    ["half a turn", textOf(turn(1.5)), "usage 5:15: turn has to be "],
    [
      "two expectations for a turn",
      textOf(turn(1), turn(1)),
      "there are two expectations for turn 1 (leave one of them",
    ],
    [
      "a bad pattern",
      textOf(turn(1, { answer: [{ a: { $match: "(" } }] })),
      "is no pattern: Unterminated group (it is",
    ],
    ["a matcher in requests", textOf(turn(1, { requests: [[{ $any: "x" }]] })), '$any knows no "x"'],
    [
      "a matcher for an answer",
      textOf(turn(1, { answer: { $any: "array" } })),
      "a matcher stands where a list of events",
    ],
    ["a matcher for a request", textOf(turn(1, { requests: [{ $any: "array" }] })), "a matcher stands where a list"],
  ])("refuses %s", (_what, text, words) => {
    expect(refusal(text)).toContain(words);
  });

  it.each<[string, readonly string[], string]>([
    ["a turn beyond the fixture", ["start"], "there is no turn 2: the fixture has 1 webhook (`ulbot replay --update`"],
    ["no webhook at all", [], "there is no turn 1: the fixture has 0 webhooks"],
    ["another event", ["message", "start"], '"start" is not the event of turn 1: the fixture has "message" there'],
    ["the fixture's own", ["start", "start", "message"], "it can be read"],
  ])("compares the turns with the fixture: %s", (_what, webhooks, words) => {
    expect(refusal(textOf(turn(1), turn(2)), webhooks)).toContain(words);
  });

  it("names the place of a matcher", () => {
    const text = textOf(turn(1, { answer: [eventOf("message", { body: { $anny: "string" } })] }));
    const line = text.split("\n").findIndex((each) => each.includes("$anny")) + 1;
    expect(refusal(text)).toBe(`usage ${line}:26: there is no matcher "$anny" (did you mean $any)`);
  });
});

describe("names", () => {
  it.each([
    ["fixtures/order.json", "fixtures/order.expected.json"],
    ["order.jsonl", "order.expected.json"],
    ["order.v2.yaml.gz", "order.v2.expected.json"],
    ["order", "order.expected.json"],
  ])("the one of %s", (fixture, expected) => {
    expect(expectedPathOf(fixture)).toBe(expected);
    expect([isExpectedPath(fixture), isExpectedPath(expected)]).toEqual([false, true]);
  });

  it("those that belong to no fixture are told, beside the fixtures only", () => {
    const files = ["a.json", "a.expected.json", "b.jsonl.gz", "b.expected.json", "c.expected.json", "note.txt"];
    const folder = mkdtempSync(join(cwd, "some-"));
    for (const file of files) writeFileSync(join(folder, file), "{}");
    expect(obsoleteExpected(["a.json", "b.jsonl.gz"], folder)).toEqual(["c.expected.json"]);
    expect(obsoleteExpected([join(folder, "a.json")], cwd)).toEqual([join(folder, "c.expected.json")]);
    expect(obsoleteExpected([], folder)).toEqual([]);
    expect(() => obsoleteExpected(["none/a.json"], folder)).toThrow(UlbotError);
  });
});
