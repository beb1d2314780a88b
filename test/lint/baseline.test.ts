import { describe, expect, it } from "vitest";
import { baselineOf, baselineText, compare, parseBaseline } from "../../src/lint/baseline.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { eventOf, findingsIn } from "./answers.ts";

const of = (file: string, ...bodies: string[]): Finding[] =>
  bodies.flatMap((body) => findingsIn([eventOf("message", { body })])).map((finding) => ({ ...finding, file }));

const long = "Hello ".repeat(400);
const before = baselineOf([...of("a.json", long, long), ...of("b.json", long)], ["a.json", "b.json"]);
const counts = (findings: readonly Finding[], files: readonly string[]) => {
  const { fresh, known, gone } = compare(findings, before, files);
  return { fresh: fresh.length, known: known.length, gone };
};

describe("a baseline", () => {
  it("knows what was found, as often as it was found", () => {
    const one = of("a.json", long).length;
    expect(counts(of("a.json", long, long, long), ["a.json"])).toEqual({ fresh: one, known: 2 * one, gone: 0 });
    expect(counts(of("a.json", long), ["a.json"])).toEqual({ fresh: 0, known: one, gone: one });
    expect(counts(of("c.json", long), ["c.json"])).toEqual({ fresh: one, known: 0, gone: 0 });
  });

  it("keeps what it knows of files that were not linted", () => {
    const next = baselineOf([], ["a.json"], before);
    expect(new Set(next.findings.map(({ file }) => file))).toEqual(new Set(["b.json"]));
    expect(baselineOf([], ["a.json", "b.json"], before).findings).toEqual([]);
  });

  it("is the same whatever the order, and survives being written", () => {
    const turned = baselineOf([...of("b.json", long), ...of("a.json", long, long)], []);
    expect(baselineText(turned)).toBe(baselineText(before));
    expect(parseBaseline(baselineText(before), "known.json")).toEqual(before);
    expect(parseBaseline(baselineText(baselineOf([], [])), "known.json").findings).toEqual([]);
    expect(baselineText(before).split("\n")).toHaveLength(before.findings.length + 6);
  });

  it.each(["", "[]", "{}", '{"schemaVersion": 2, "findings": []}', '{"schemaVersion": 1, "findings": [{"file": 1}]}'])(
    "is not %j",
    (text) => {
      expect(() => parseBaseline(text, "known.json")).toThrow(/^known.json is no baseline of this version of ulbot$/);
    },
  );
});
