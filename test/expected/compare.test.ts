import { describe, expect, it } from "vitest";
import { type CompareOptions, differencesOf } from "../../src/expected/compare.ts";
import { cid, eventOf } from "../lint/answers.ts";

const message = (body: unknown, info?: Readonly<Record<string, unknown>>) => eventOf("message", { body }, info);
const bubbles = (...options: unknown[]) => eventOf("bubbles", { body: "Right?", options, fallback: "Right?" });
const yes = { id: "yes", label: "Yes" };
const no = { id: "no", label: "No" };
const idOf = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const thirdCid = `chatbot::258:${"3".repeat(32)}`;
const otherCid = `chatbot::258:${"1".repeat(32)}`;

/** What differs between two answers: kind, pointer within the answer, message. */
function told(expected: unknown, actual: readonly unknown[], options: CompareOptions = {}): string[] {
  const expectation = { answer: expected as readonly unknown[] };
  const found = differencesOf(expectation, { answer: actual, requests: [] }, options);
  return found.map(({ kind, pointer, message: words }) => `${kind} ${pointer.replace("/answer", "")}: ${words}`);
}

/** What differs between the texts of two messages. */
const inText = (expected: unknown, actual: unknown, options?: CompareOptions): string[] =>
  told([message(expected)], [message(actual)], options).map((words) => words.replace("/0/packet/payload/body", ""));

it.each<[string, unknown, unknown, string]>([
  ["a text", "Hi", "Hello", '"Hello" is not "Hi"'],
  ["a number for a text", "3", 3, '3 is not "3"'],
  ["an object for a text", "Hi", { a: 1 }, '{"a":1} is not "Hi"'],
  ["null for a list", [1], null, "null is not [1]"],
  ["false for true", true, false, "false is not true"],
  ["what a terminal would act on", "a", "\x1b[2J\u202e", '"\\u001b[2J\\u202e" is not "a"'],
  [
    "the end of a long text",
    `${"x".repeat(70)}a`,
    `${"x".repeat(70)}b`,
    `"…${"x".repeat(59)}b" is not "…${"x".repeat(59)}a"`,
  ],
  [
    "the middle of a long text",
    `${"😀".repeat(40)}a${"y".repeat(70)}`,
    `${"😀".repeat(40)}b${"y".repeat(70)}`,
    `"…${"😀".repeat(10)}b${"y".repeat(39)}…" is not "…${"😀".repeat(10)}a${"y".repeat(39)}…"`,
  ],
])("says what is wrong with %s", (_what, expected, actual, words) => {
  expect(inText(expected, actual)).toEqual([`changed : ${words}`]);
});

describe("lists", () => {
  const [one, two, three] = [message("One"), message("Two"), message("Three")];
  const delay = eventOf("delay", { duration: 3 });

  it.each<[string, unknown, unknown[], string[]]>([
    ["an event in the middle", [one, two], [one, delay, two], ["added /1: nobody expected a second event: delay 3"]],
    ["an event at the end", [one], [one, two], ['added /1: nobody expected a second event: message "Two"']],
    ["no event at all", [one], [], ['missing /0: there is no first event: message "One"']],
    ["one event less", [one, two, three], [two, three], ['missing /0: there is no first event: message "One"']],
    ["another event", [one, two], [one, delay], ['changed /1: delay 3 is not message "Two"']],
    [
      "an event that changed behind a new one",
      [one, two],
      [delay, message("Uno"), two],
      ["added /0: nobody expected a first event: delay 3", 'changed /0/packet/payload/body: "Uno" is not "One"'],
    ],
    [
      "another option",
      [bubbles(yes, no)],
      [bubbles({ id: "maybe", label: "Maybe" }, yes, no)],
      ['added /0/packet/payload/options/0: nobody expected a first option: {"id":"maybe","label":"Maybe"}'],
    ],
    [
      "an option with another label",
      [bubbles(yes, no)],
      [bubbles(no, { id: "yes", label: "Sure" })],
      [
        'missing /0/packet/payload/options/0: there is no first option: {"id":"yes","label":"Yes"}',
        'added /0/packet/payload/options/1: nobody expected a second option: {"id":"yes","label":"Sure"}',
      ],
    ],
    ["an event that stands alone", one as unknown as unknown[], [one], []],
  ])("with %s", (_what, expected, actual, differences) => {
    expect(told(expected, actual)).toEqual(differences);
  });

  it("are aligned by what changed least, although a matcher would take any of them", () => {
    const any = { $any: "object" };
    expect(told([message("One"), any], [message("Uno"), message("Two")])).toEqual([
      'changed /0/packet/payload/body: "Uno" is not "One"',
    ]);
  });

  it("of many events that all changed are compared in time that grows with their number", () => {
    const many = Array.from({ length: 3000 }, (_, index) => message(`Text ${index}`));
    const others = many.map((_, index) => message(`Other ${index}`));
    expect(told(many, others)).toHaveLength(3000);
    expect(told(many, [delay, ...many])).toEqual(["added /0: nobody expected a first event: delay 3"]);
  });
});

describe("requests", () => {
  const sent = { answer: [], requests: [[message("Found it")]] };
  it("are compared one by one", () => {
    expect(differencesOf({ answer: [], requests: [[message("Found")], []] }, sent)).toMatchObject([
      { pointer: "/requests/0/0/packet/payload/body", kind: "changed", expected: "Found", actual: "Found it" },
      { pointer: "/requests/1", kind: "missing", message: "there is no second request: []" },
    ]);
  });

  it("are left alone where nothing is said of them", () => {
    expect(differencesOf({ answer: [] }, sent)).toEqual([]);
  });
});

describe("objects", () => {
  it.each<[string, unknown, unknown, string[]]>([
    [
      "a key that is missing",
      { body: "Hi", text_format: "plain" },
      { body: "Hi" },
      ['missing /0/packet/payload/text_format: text_format is missing, "plain" was expected'],
    ],
    [
      "a key that nobody expected",
      { body: "Hi" },
      { body: "Hi", "a/b": 1 },
      ['added /0/packet/payload/a~1b: "a/b" is 1, but nobody expected it'],
    ],
    ["keys in another order", { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    [
      "a key of every object",
      JSON.parse('{"__proto__": 1}'),
      {},
      ["missing /0/packet/payload/__proto__: __proto__ is missing, 1 was expected"],
    ],
  ])("with %s", (_what, expected, actual, differences) => {
    expect(told([eventOf("message", expected)], [eventOf("message", actual)])).toEqual(differences);
  });

  it.each<[string, unknown, unknown, number]>([
    ["an empty payload and none", eventOf("end", {}), eventOf("end"), 0],
    ["no payload and an empty one", eventOf("end"), eventOf("end", {}), 0],
    ["an empty context and none", eventOf("end", {}, { context: {} }), eventOf("end"), 0],
    ["no context and an empty one", eventOf("end"), eventOf("end", {}, { context: {} }), 0],
    ["a context and none", eventOf("end", {}, { context: { step: 1 } }), eventOf("end"), 1],
    ["another empty object", eventOf("end", { a: {} }), eventOf("end", {}), 1],
    ["an event without info", { packet: { name: "end" } }, eventOf("end"), 0],
    ["an info that was expected", eventOf("end"), { packet: { name: "end" } }, 1],
  ])("%s: differences", (_what, expected, actual, count) => {
    expect(told([expected], [actual])).toHaveLength(count);
  });
});

describe("ids and times", () => {
  it.each<[string, string, string, number]>([
    ["another UUID", `Order ${idOf(1)}`, `Order ${idOf(2)}`, 0],
    ["another UUID and another text", `Order ${idOf(1)}`, `Case ${idOf(2)}`, 1],
    ["the same UUID twice", `${idOf(1)} ${idOf(1)}`, `${idOf(2)} ${idOf(2)}`, 0],
    ["two UUIDs for one", `${idOf(1)} ${idOf(1)}`, `${idOf(2)} ${idOf(3)}`, 1],
    ["one UUID for two", `${idOf(1)} ${idOf(2)}`, `${idOf(3)} ${idOf(3)}`, 1],
    ["another time", "At 2026-01-05T09:00:00.000Z", "At 2027-12-31T23:59+01:00", 0],
    ["another day", "On 2026-01-05", "On 2026-01-06", 1],
    ["a time for a UUID", idOf(1), "2026-01-05T09:00:00Z", 1],
    ["another session", `See ${thirdCid}`, `See ${otherCid}`, 0],
  ])("%s", (_what, expected, actual, count) => {
    const cids = { expected: "the one of the fixture", actual: "the one of the run" };
    expect(inText(expected, actual, { cid: cids })).toHaveLength(count);
    expect(inText(expected, actual, { exact: true })).toHaveLength(1);
  });

  it("tells ids that don't come back in the same places", () => {
    expect(told([message(idOf(1)), message(idOf(1))], [message(idOf(2)), message(idOf(3))])).toEqual([
      `changed /1/packet/payload/body: "${idOf(3)}" is not "${idOf(1)}"; the same id has to come back in the same places`,
    ]);
  });

  it.each([false, true])("the session is the one of the run, exact: %s", (exact) => {
    const options = { cid: { expected: cid, actual: otherCid }, exact };
    const [before, after] = [message("Hi"), message("Hi", { cid: otherCid })];
    expect(told([before], [after], options)).toEqual([]);
    expect(told([before], [before], options)).toHaveLength(1);
  });

  it("a short session is found where it stands alone only", () => {
    const options = { cid: { expected: "a", actual: "b" } };
    expect(told([message("a cat", { cid: "a" })], [message("a cat", { cid: "b" })], options)).toEqual([]);
    expect(inText("a cat", "b cat", options)).toHaveLength(1);
  });
});

it.each<[string, string, number]>([
  ["/answer/0/packet/payload/body", "", 0],
  ["/answer/*/packet/payload/body", "", 0],
  ["/answer/**/body", "", 0],
  ["/answer/0/**", "", 0],
  ["/**", "", 0],
  ["/answer/1/packet/payload/body", "", 1],
  ["/answer/*/payload/body", "", 1],
  ["/**/bod", "", 1],
])("ignores %s", (pointer, _nothing, count) => {
  expect(inText("Hi", "Hello", { ignore: [pointer] })).toHaveLength(count);
});

it("ignores what is missing and what nobody expected, too", () => {
  const ignore = ["/answer/*/info/context/nonce", "/answer/1"];
  const [before, after] = [message("Hi", { context: { nonce: 1 } }), message("Hi", { context: { a: 1 } })];
  expect(told([before], [after, message("Bye")], { ignore })).toEqual([
    "added /0/info/context/a: a is 1, but nobody expected it",
  ]);
});

it("takes nothing for a matcher in what was recorded", () => {
  const recorded = [message({ $any: "string" })];
  expect(told(recorded, recorded, { literal: true })).toEqual([]);
  expect(told(recorded, [message("Hi")], { literal: true })).toHaveLength(1);
});
