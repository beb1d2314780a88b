import { describe, expect, it } from "vitest";
import { locate, type Path } from "../../src/input/locate.ts";
import fc, { runs } from "../property.ts";
import { formatted, indent, inside, jsonValue, newline } from "./values.ts";

describe("in any JSON text", { timeout: 120_000 }, () => {
  it("every value is where its path says, and every key before it", () => {
    fc.assert(
      fc.property(jsonValue, indent, newline, (given, spaces, lineBreak) => {
        const text = formatted(given, spaces, lineBreak);
        const all = inside(JSON.parse(text));
        const find = locate(
          text,
          all.map(([path]) => path),
        );
        for (const [path, value] of all) {
          const { start, end } = find(path);
          expect(JSON.stringify(JSON.parse(text.slice(start, end)))).toBe(JSON.stringify(value));
          const key = find(path, "key");
          const step = path.at(-1);
          if (typeof step !== "string") expect(key).toEqual({ start, end });
          else expect(JSON.parse(text.slice(key.start, key.end))).toBe(step);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it("each value is found alone as it is among all", () => {
    fc.assert(
      fc.property(jsonValue, fc.nat(), (given, choice) => {
        const text = JSON.stringify(given);
        const all = inside(JSON.parse(text)).map(([path]) => path);
        const path = all[choice % all.length] as Path;
        expect(locate(text, [path])(path)).toEqual(locate(text, all)(path));
      }),
    );
  });
});

/** What `find` gives, cut out of the text. */
function found(text: string, path: Path, what?: "key"): string {
  const { start, end } = locate(text, [path])(path, what);
  return text.slice(start, end);
}

describe("locate", () => {
  const text = '{"a": {"b": [10, {"c": 1}]}, "d": "x"}';

  it.each<[Path, string]>([
    [[], text],
    [["a", "b", 1, "c"], "1"],
    [["a", "b", 2], '[10, {"c": 1}]'],
    [["a", "x", "y"], '{"b": [10, {"c": 1}]}'],
    [["d", 0], '"x"'],
    [["nothing"], text],
  ])("finds what is nearest to %j", (path, expected) => {
    expect(found(text, path)).toBe(expected);
    // what is not there has no key either, and neither has a member of a list
    if (path.at(-1) !== "c") expect(found(text, path, "key")).toBe(expected);
  });

  it("takes the last of keys given twice, as JSON.parse does", () => {
    expect(found('{"a": 1, "a": [2]}', ["a"])).toBe("[2]");
    expect(found('{"a": {"b": 1}, "a": {"b": 2}}', ["a", "b"])).toBe("2");
  });

  it("compares keys without their escapes", () => {
    expect(found('{"\\u0061\\n": 1}', ["a\n"])).toBe("1");
    expect(found('{"\\u0061\\n": 1}', ["a\n"], "key")).toBe('"\\u0061\\n"');
  });

  it("finds its way through 20,000 levels", () => {
    const deep = `${"[".repeat(20_000)}7${"]".repeat(20_000)}`;
    expect(found(deep, Array(20_000).fill(0))).toBe("7");
  });
});
