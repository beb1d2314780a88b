import { describe, expect, it } from "vitest";
import { sidesOf, valueText } from "../../../src/reporters/replay/difference-text.ts";
import { excerptOf, wordChanges } from "../../../src/reporters/replay/word-changes.ts";
import { eventOf } from "../../lint/answers.ts";
import fc from "../../property.ts";
import { differenceOf } from "./turns.ts";

/** Pieces as text, what is changed in brackets. */
const marked = (pieces: readonly { text: string; isChanged: boolean }[]): string =>
  pieces.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join("");

describe("two texts", () => {
  it.each([
    ["Hi Ada", "Hello Ada", "[Hi] Ada", "[Hello] Ada"],
    ["one two three", "one three", "one [two ]three", "one three"],
    ["a\n\nb", "a\nb", "a\n[\n]b", "a\nb"],
    ["nothing alike", "whatever", "[nothing alike]", "[whatever]"],
    ["- -", "- .", "[- -]", "[- .]"],
    ["", "x", "[]", "[x]"],
  ])("%j and %j", (before, after, left, right) => {
    const changes = wordChanges(before, after);
    expect([marked(changes.before), marked(changes.after)]).toEqual([left, right]);
  });

  it("are whole in their pieces", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (before, after) => {
        const changes = wordChanges(before, after);
        expect(changes.before.map(({ text }) => text).join("")).toBe(before);
        expect(changes.after.map(({ text }) => text).join("")).toBe(after);
      }),
    );
  });

  it("that are very long, or differ in very much, are not compared", () => {
    const words = (first: string) => Array.from({ length: 2000 }, (_, index) => `${first}${index}`).join(" ");
    expect(marked(wordChanges(words("a"), words("b")).before)).toBe(`[${words("a")}]`);
    expect(wordChanges("same ".repeat(5000), "same ".repeat(5001)).after.length).toBe(1);
  });
});

describe("long texts", () => {
  const same = "same words again and again ".repeat(20);

  it("are shown around what differs", () => {
    const { before } = wordChanges(`${same}one ${same}two ${same}`, `${same}three ${same}four ${same}`);
    expect(marked(excerptOf(before))).toBe(
      "…e words again and again [one] same words again and ag…e words again and again [two] same words again and ag…",
    );
  });

  it("that are changed altogether are cut", () => {
    const [side] = sidesOf(differenceOf({ expected: "x".repeat(900), actual: "y" }));
    expect(side?.pieces.map(({ text }) => text).join("")).toBe(`"${"x".repeat(90)}…${"x".repeat(90)}"`);
  });

  it("that are short stay whole", () => {
    const { before } = wordChanges(`${same.slice(0, 135)}one`, `${same.slice(0, 135)}two`);
    expect(marked(excerptOf(before))).toBe(`${same.slice(0, 135)}[one]`);
  });
});

describe("a value", () => {
  it.each<[unknown, string]>([
    [eventOf("message", { body: "Hi" }), 'message {"body":"Hi"}'],
    [eventOf("end"), "end {}"],
    [
      eventOf("end", {}, { context: { a: 1 } }),
      '{"info":{"cid":"chatbot::258:a56785fb6fb84edd890905913b0c0821","context":{"a":1}},"packet":{"name":"end","payload":{}}}',
    ],
    [{ info: {}, packet: { name: "\u202ex" } }, "\\u202ex {}"],
    ["a\nb", '"a\\nb"'],
    [null, "null"],
    [[1, { a: "\x1b" }], '[1,{"a":"\\u001b"}]'],
  ])("%j", (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});
