import { describe, expect, it } from "vitest";
import { baselineOf, baselineText, compare, parseBaseline } from "../../src/lint/baseline.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { eventOf, findingsIn } from "./answers.ts";

const of = (file: string, ...bodies: string[]): Finding[] =>
  bodies.flatMap((body) => findingsIn([eventOf("message", { body })])).map((finding) => ({ ...finding, file }));

const long = "Hello ".repeat(400);
/** These files were linted, and are called in the baseline as they are here. */
const linted = (...files: string[]) => ({
  nameOf: (file: string) => file,
  isLinted: (name: string) => files.includes(name),
});
const before = baselineOf([...of("a.json", long, long), ...of("b.json", long)], linted("a.json", "b.json"));
const counts = (findings: readonly Finding[], files: readonly string[]) => {
  const { fresh, known, gone } = compare(findings, before, linted(...files));
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
    const next = baselineOf([], linted("a.json"), before);
    expect(new Set(next.findings.map(({ file }) => file))).toEqual(new Set(["b.json"]));
    expect(baselineOf([], linted("a.json", "b.json"), before).findings).toEqual([]);
  });

  it("knows nothing of a file that was not linted, whatever is found in it", () => {
    expect(baselineOf(of("a.json", long), linted()).findings).toEqual([]);
    expect(compare(of("a.json", long), before, linted("b.json")).known).toEqual([]);
  });

  it("knows what stands in it twice as often as both say", () => {
    const twice = { ...before, findings: [...before.findings, ...before.findings] };
    const found = of("a.json", long, long, long, long, long);
    expect(compare(found, twice, linted("a.json")).fresh).toHaveLength(found.length / 5);
  });

  it("is the same whatever the order, and survives being written", () => {
    const turned = baselineOf([...of("b.json", long), ...of("a.json", long, long)], linted("a.json", "b.json"));
    expect(baselineText(turned)).toBe(baselineText(before));
    expect(parseBaseline(baselineText(before), "known.json")).toEqual(before);
    expect(parseBaseline(baselineText(baselineOf([], linted())), "known.json").findings).toEqual([]);
    expect(baselineText(before).split("\n")).toHaveLength(before.findings.length + 6);
  });

  it.each(["", "[]", "{}", '{"schemaVersion": 2, "findings": []}', '{"schemaVersion": 1, "findings": [{"file": 1}]}'])(
    "is not %j",
    (text) => {
      expect(() => parseBaseline(text, "known.json")).toThrow(/^known.json is no baseline of this version of ulbot$/);
    },
  );
});
