import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/input/json.ts";
import fc, { runs } from "../property.ts";
import { formatted, indent, jsonValue, newline } from "./values.ts";

/** What `JSON.parse` makes of a text, in a list; an empty list where it refuses it. */
function parsed(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

const characters = fc.string({ unit: fc.constantFrom(...'[]{}:,"\\u0aeE+-.1 \n\r\t/*tn\ufeff\ud83d\ude00') });

describe("parseJson", { timeout: 120_000 }, () => {
  it.each([
    ["texts of JSON characters", characters],
    ["any texts", fc.string({ unit: "binary" })],
  ])("never throws, and puts every fault inside the text: %s", (_name, text) => {
    fc.assert(
      fc.property(text, (input) => {
        const { value, faults } = parseJson(input);
        if (faults.length === 0) expect([value]).toEqual(parsed(input));
        for (const { message, start, end } of faults) {
          expect(message).not.toBe("");
          expect([start >= 0, start <= end, end <= input.length]).toEqual([true, true, true]);
        }
        expect(value === undefined).toBe(faults.length > 0);
      }),
      { numRuns: runs(3000) },
    );
  });

  it("gives the value of every JSON text", () => {
    fc.assert(
      fc.property(jsonValue, indent, newline, (given, spaces, lineBreak) => {
        const text = formatted(given, spaces, lineBreak);
        const { value, faults } = parseJson(text);
        expect([JSON.stringify(value), faults]).toEqual([JSON.stringify(JSON.parse(text)), []]);
      }),
    );
  });

  it.each<[string, string[]]>([
    ["[1, 2", ["5-5 a closing ] is missing; the text may be cut off"]],
    ['{"a": 1', ["7-7 a closing } is missing; the text may be cut off"]],
    ['{"a": "b', ["6-8 the text has no closing double quote", "8-8 a closing } is missing; the text may be cut off"]],
    ["[1 2]", ["3-4 a comma has to stand here"]],
    ['{"a" 1}', ["5-6 a colon has to stand here"]],
    ["{1: 2}", ["1-2 a key in double quotes has to stand here"]],
    ["[1,]", ["3-4 a value has to stand here"]],
    ["[1] 2", ["4-5 nothing may follow the end of the value"]],
    ["[1] // one", ["4-10 JSON has no comments"]],
    ["[NaN]", ["1-4 this is not a JSON value; texts stand in double quotes"]],
    ['["\\x"]', ["1-5 JSON has no such escape"]],
    ['["\\u12"]', ["1-7 \\u is followed by four hexadecimal digits"]],
    ['["a\tb"]', ["1-6 control characters are written as escapes, such as \\n"]],
    ["[1., 2]", ["1-3 the number is not complete"]],
    ["", ["0-0 there is nothing in it, not even an empty list []"]],
    [" \r\n\t", ["0-0 there is nothing in it, not even an empty list []"]],
    ["hello there, everybody", ["0-5 this is not a JSON value; texts stand in double quotes"]],
  ])("says what is wrong with %j", (text, expected) => {
    expect(parseJson(text).faults.map(({ start, end, message }) => `${start}-${end} ${message}`)).toEqual(expected);
  });

  it.each([
    ["[".repeat(500) + "]".repeat(500), []],
    ["[".repeat(501) + "]".repeat(501), ["500-501"]],
    ["[".repeat(501), ["500-501"]],
    ['{"a":'.repeat(501), ["2500-2501"]],
    [`${"[".repeat(20_000)}${"]".repeat(20_000)}`, ["500-501"]],
  ])("takes 500 levels and no more", (text, expected) => {
    expect(parseJson(text).faults.map(({ start, end }) => `${start}-${end}`)).toEqual(expected);
  });

  it("stops after a hundred faults", () => {
    expect(parseJson(`[${"1 ".repeat(1000)}]`).faults).toHaveLength(100);
  });

  it.each([
    ["9007199254740991", true],
    ["9007199254740992", true],
    ["9007199254740993", false],
    ["-9007199254740993", false],
    ["9007199254740994", true],
    ["12345678901234567890", false],
    ["1.5e300", true],
    ["1e400", false],
    ["-1E+400", false],
    ["0.12345678901234567890", true],
    ['"9007199254740993"', true],
  ])("keeps %s: %s", (number, isKept) => {
    for (const text of [number, `[${number}]`, `{"a":${number}}`, ` ${number}\n`]) {
      expect([text, parseJson(text).faults.length === 0]).toEqual([text, isKept]);
    }
  });

  it.each([
    ['"\\ud83d\\ude00"', true],
    ['"\\ud83d"', false],
    ['"\\uDE00\\uD83D"', false],
    ['{"\\udc4b": 1}', false],
    ['"\\\\ud83d"', true],
  ])("keeps %s: %s", (text, isKept) => {
    expect(parseJson(text).faults.length === 0).toBe(isKept);
  });
});
