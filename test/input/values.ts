import type { Path } from "../../src/input/locate.ts";
import fc from "../property.ts";

/** Keys that are easily mistaken for something else. */
const key = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "", "0", "1", "a", 'a":', "\\", "ü", "😀", "\u2028", "a/b~c"),
  fc.string({ unit: "grapheme" }),
);

/** Any JSON value; its objects may have any keys. */
export const jsonValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.double({ noNaN: true, min: -1e15, max: 1e15 })),
    fc.constantFrom(null, true, false, [], {}, "[", '{"a":1}'),
    fc.array(tie("value"), { maxLength: 4 }),
    // by JSON.parse, which alone makes a key of __proto__
    fc
      .array(fc.tuple(key, tie("value")), { maxLength: 4 })
      .map((entries) =>
        JSON.parse(`{${entries.map((entry) => entry.map((part) => JSON.stringify(part)).join(":")).join()}}`),
      ),
  ),
})).value;

/** A JSON text of a value, as it may be formatted. */
export function formatted(value: unknown, indent: number, newline: string): string {
  return JSON.stringify(value, null, indent).replaceAll("\n", newline);
}

export const indent = fc.nat(4);
export const newline = fc.constantFrom("\n", "\r\n", "\r", "\n\t ");

/** Every value inside a value, itself included, with its path. */
export function inside(value: unknown, path: Path = []): [Path, unknown][] {
  const isList = Array.isArray(value);
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [[path, value], ...members.flatMap(([key, member]) => inside(member, [...path, isList ? Number(key) : key]))];
}
