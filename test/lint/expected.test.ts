import { describe, expect, it } from "vitest";
import { lintText } from "../../src/lint/lint.ts";
import { channelNames } from "../../src/protocol/channels.ts";
import { cid, eventOf, findingsIn, told } from "./answers.ts";

const message = eventOf("message", { body: "Hello" });
const misspelt = eventOf("mesage", { body: "Hello" });
const turn = (answer: unknown, requests?: unknown) => ({
  turn: 1,
  event: "start",
  answer,
  ...(requests ? { requests } : {}),
});
const file = (...turns: unknown[]) => ({ schemaVersion: 1, turns });

const found = (...turns: unknown[]) => findingsIn(file(...turns), { severity: "warning" }).map(told);

describe("a file of expected answers", () => {
  it("is read turn by turn: answers and requests", () => {
    expect(found(turn([message]), turn([misspelt], [[message, misspelt], [misspelt]]))).toEqual([
      "error event-name /turns/1/answer/0/packet/name",
      "error event-name /turns/1/requests/0/1/packet/name",
      "error event-name /turns/1/requests/1/0/packet/name",
    ]);
  });

  it("gives the exact places", () => {
    const text = JSON.stringify(file(turn([misspelt])), null, 2);
    const [finding] = lintText({ file: "x.expected.json", text }, { channels: channelNames }).findings;
    const line = text.split("\n").findIndex((each) => each.includes("mesage")) + 1;
    expect(finding).toMatchObject({ line, column: 21, endColumn: 29 });
  });

  it("counts its events, and is readable", () => {
    const text = JSON.stringify(file(turn([message, message], [[message]])));
    const result = lintText({ file: "x.expected.json", text }, { channels: channelNames });
    expect(result).toMatchObject({ events: 3, readable: true, findings: [] });
  });

  it.each<[string, unknown]>([
    ["a text", eventOf("message", { body: { $match: "^Order" } })],
    ["a list", eventOf("bubbles", { body: "?", options: { $length: { max: 3 } }, fallback: "?" })],
    ["a member of a list", eventOf("bubbles", { body: "?", options: [{ $any: "object" }], fallback: "?" })],
    ["a payload", eventOf("message", { $contains: { body: "Hello" } })],
    ["a packet", { info: { cid }, packet: { $any: "object" } }],
    ["a name", { info: { cid }, packet: { name: { $any: "string" } } }],
    ["an event", { $any: "object" }],
    ["a cid", eventOf("message", { body: "Hello" }, { cid: { $any: "string" } })],
    ["a context", eventOf("message", { body: "Hello" }, { context: { $any: "object" } })],
    ["an info", { ...message, info: { $any: "object" } }],
  ])("may have a matcher in the place of %s", (_what, event) => {
    expect(found(turn([event, message]))).toEqual([]);
  });

  it("may leave the info out", () => {
    const { info: _, ...bare } = message;
    expect(found(turn([message, bare]), turn(bare))).toEqual([]);
  });

  it("is linted beside matchers, too", () => {
    const event = eventOf("message", { body: { $any: "string" }, text_format: "html" }, { cid: { $any: "string" } });
    expect(found(turn([event]))).toEqual(["error parameter-type /turns/0/answer/0/packet/payload/text_format"]);
  });

  it("does not end with what a matcher stands behind", () => {
    const delay = eventOf("delay", { duration: 3 });
    expect(found(turn([delay, { $any: "object" }]))).toEqual([]);
    expect(found(turn([delay]))).toEqual(["warning delay-effect /turns/0/answer/0"]);
  });
});

it.each<[string, unknown]>([
  ["turns that are no list", { schemaVersion: 1, turns: 5 }],
  ["turns without answers", { schemaVersion: 1, turns: [{ turn: 1 }] }],
  ["no version", { turns: [turn([message])] }],
])("an object with %s is no such file", (_what, value) => {
  expect(findingsIn(value).map(told)).toContain("error envelope ");
});
