import { expect, it } from "vitest";
import { laidOut } from "../../src/reference/laid-out.ts";
import fc from "../property.ts";

it.each<[unknown, number, string]>([
  [{}, 80, "{}"],
  [[], 1, "[]"],
  ["a", 1, '"a"'],
  [{ id: "a", label: "A" }, 80, '{ "id": "a", "label": "A" }'],
  [{ id: "a", label: "A" }, 27, '{ "id": "a", "label": "A" }'],
  [{ id: "a", label: "A" }, 26, '{\n  "id": "a",\n  "label": "A"\n}'],
  [[[1, 2], [3]], 9, "[\n  [1, 2],\n  [3]\n]"],
  [{ key: [1, 2] }, 14, '{\n  "key": [\n    1,\n    2\n  ]\n}'],
  [{ key: [1, 2] }, 16, '{\n  "key": [1, 2]\n}'],
])("%j within %i", (value, width, text) => {
  expect(laidOut(value, width)).toBe(text);
});

it("is the same value, and no line is longer that could be broken", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 10, max: 100 }), (value, width) => {
      const text = laidOut(value, width);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      const long = text.split("\n").filter((line) => line.length > width);
      // a key with a value that has no members, or only a brace behind it
      for (const line of long)
        expect(line).toMatch(/^ *("(?:[^"\\]|\\.)*": )?("(?:[^"\\]|\\.)*"|[-\w.+]+|[[{][\]}]?),?$/);
    }),
  );
});
