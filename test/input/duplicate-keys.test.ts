import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/input/json.ts";
import fc, { runs } from "../property.ts";

const repeated = (text: string) => parseJson(text).duplicates();

/** A JSON text with the keys that its objects have again, in the order of the text. */
interface Sample {
  readonly text: string;
  readonly again: readonly string[];
}

/** A key as it can be written: as it is, or with an escape. */
const key = fc.constantFrom(
  ["a", '"a"'],
  ["a", '"\\u0061"'],
  ["b", '"b"'],
  ["__proto__", '"__proto__"'],
  ["", '""'],
  ['"', '"\\""'],
  ["a:", '"a:"'],
  ["\\", '"\\\\"'],
) as fc.Arbitrary<[string, string]>;

const space = fc.constantFrom("", " ", "\n", "\r\n\t");
const leaf = fc.constantFrom("1", "null", '""', '"\\"a\\":"', '"{\\"a\\": 1, \\"a\\": 2}"', '"a\\\\"', "[]", "{}");

/** The naive way: objects are made key by key, so that it is known which ones they have again. */
const sample: fc.Arbitrary<Sample> = fc.letrec<{ value: Sample }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf.map((text): Sample => ({ text, again: [] })),
    fc.array(tie("value"), { maxLength: 3 }).map(
      (members): Sample => ({
        text: `[${members.map(({ text }) => text).join(",")}]`,
        again: members.flatMap(({ again }) => again),
      }),
    ),
    fc.array(fc.tuple(key, space, tie("value")), { maxLength: 5 }).map(
      (entries): Sample => ({
        text: `{${entries.map(([[, written], gap, { text }]) => `${gap}${written}${gap}:${gap}${text}`).join(",")}}`,
        again: entries.flatMap(([[name], , { again }], index) => {
          const isAgain = entries.slice(0, index).some(([[other]]) => other === name);
          return isAgain ? [name, ...again] : again;
        }),
      }),
    ),
  ),
})).value;

describe("the keys given twice in one object", { timeout: 120_000 }, () => {
  it("are found as the naive way finds them, each at its place", () => {
    fc.assert(
      fc.property(sample, ({ text, again }) => {
        const found = repeated(text);
        expect(found.map(({ key }) => key)).toEqual(again);
        expect(found.map(({ start, end }) => JSON.parse(text.slice(start, end)))).toEqual(again);
      }),
      { numRuns: runs(2000) },
    );
  });

  it.each([
    ['{"a": 1, "b": 2}', []],
    ['[{"a": 1}, {"a": 2}]', []],
    ['{"a": {"a": {"a": 1}}}', []],
    ['{"a": "\\"a\\": 1"}', []],
    ['{"a": 1, "a": 1, "a": 1}', ["9-12", "17-20"]],
    ['{"a": [{"b": 1, "b": 2}], "a": 3}', ["16-19", "26-29"]],
    ['{"__proto__": 1, "__proto__": 2}', ["17-28"]],
    ['{"a" : 1, "\\u0061"\n: 2}', ["10-18"]],
    ['{"a": 1, "a": 2', []],
  ])("of %s", (text, expected) => {
    expect(repeated(text).map(({ start, end }) => `${start}-${end}`)).toEqual(expected);
  });
});
