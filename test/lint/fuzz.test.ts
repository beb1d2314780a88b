import { afterEach, describe, expect, it } from "vitest";
import { parseJson } from "../../src/input/json.ts";
import { severities } from "../../src/lint/finding.ts";
import { fixText } from "../../src/lint/fix.ts";
import { type LintSettings, lintText } from "../../src/lint/lint.ts";
import { isRuleId } from "../../src/lint/rules/index.ts";
import { channelNames } from "../../src/protocol/channels.ts";
import fc, { runs } from "../property.ts";
import { damaged, mutatedAnswer, written } from "./mutations.ts";

const numRuns = runs(2000);
const timeout = 60_000 + numRuns * 60;

/** What a JSON Pointer points to; throws where there is nothing. */
function pointedTo(value: unknown, pointer: string): unknown {
  const steps = pointer.split("/").slice(1);
  return steps.reduce<unknown>((inner, step) => {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (!Object.hasOwn(inner as object, key)) throw new Error(`there is nothing at ${pointer}`);
    return (inner as Record<string, unknown>)[key];
  }, value);
}

/** Lints a text and checks what holds for every result. */
function check(text: string, settings: Partial<LintSettings> = {}): void {
  const result = lintText({ file: "answer.json", text }, { channels: channelNames, ...settings });
  const lines = text.split(/\r\n|\n|\r/);
  const { value, faults } = parseJson(text);
  for (const { rule, severity, message, line, column, endLine, endColumn, pointer } of result.findings) {
    expect([isRuleId(rule), severities.includes(severity), message === ""]).toEqual([true, true, false]);
    const isInside = (at: number, unit: number) => at >= 1 && unit >= 1 && unit <= (lines[at - 1]?.length ?? -1) + 1;
    expect([isInside(line, column), isInside(endLine, endColumn)]).toEqual([true, true]);
    expect(line < endLine || (line === endLine && column <= endColumn)).toBe(true);
    if (faults.length === 0) pointedTo(value, pointer);
  }
  expect(faults.length > 0 && result.readable).toBe(false);
}

afterEach(() => {
  expect([Object.keys(Object.prototype), ({} as { polluted?: unknown }).polluted]).toEqual([[], undefined]);
});

const corrections = { delay: { duration: "body" }, list_template: { headline: "options" }, bubbles: { body: "text" } };

describe("whatever lint is given, it gives findings about that text", { timeout }, () => {
  const properties: Readonly<Record<string, fc.Arbitrary<string>>> = {
    "an answer that is wrong somewhere": written(mutatedAnswer),
    "a damaged text of an answer": damaged(written(mutatedAnswer)),
    "any JSON": written(fc.jsonValue({ maxDepth: 6 })),
    "any list of events with any info and any packet": written(
      fc.array(
        fc.record({ info: fc.jsonValue(), packet: fc.jsonValue(), response: fc.jsonValue() }, { requiredKeys: [] }),
      ),
    ),
    "any text": fc.string({ unit: "binary" }),
    "any bytes": fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
    "brackets and little else": fc.string({ unit: fc.constantFrom(...'[[{{]},:"a1 \n') }),
  };

  it.each(Object.entries(properties))("%s", (_name, text) => {
    fc.assert(
      fc.property(text, (input) => check(input)),
      { numRuns },
    );
  });

  it("an answer that is wrong somewhere, with names from a configuration and from a bot", () => {
    fc.assert(
      fc.property(written(mutatedAnswer), fc.boolean(), (text, fromBot) => check(text, { corrections, fromBot })),
      { numRuns },
    );
  });
});

describe("a fix", { timeout }, () => {
  const lint = (text: string) => lintText({ file: "answer.json", text }, { channels: channelNames });

  it("leaves a text that is JSON, and cleaner", () => {
    fc.assert(
      fc.property(written(mutatedAnswer), (text) => {
        const { text: after, fixed, linted } = fixText(text, lint);
        if (fixed.length === 0) expect(after).toBe(text);
        else {
          const before = lint(text);
          expect(linted.counts.error).toBeLessThanOrEqual(before.counts.error);
          expect(linted.findings.length).toBeLessThan(before.findings.length);
          expect(parseJson(after).faults).toEqual([]);
          expect(lint(after)).toEqual(linted);
        }
      }),
      { numRuns },
    );
  });
});

describe("a text that a parser could break on", () => {
  it.each([
    ["20,000 lists in each other", "[".repeat(20_000) + "]".repeat(20_000)],
    ["100,000 objects in each other", '{"a":'.repeat(100_000)],
    ["lists behind brackets that close nothing", `[${"}".repeat(100_000)},${"[".repeat(100_000)}`],
    ["brackets that close nothing, again and again", `${"[".repeat(400)}${"}".repeat(400)},`.repeat(500)],
    ["deep in a value whose key is given again", `{"info":${"[".repeat(5000)}${"]".repeat(5000)},"info":{}}`],
  ])("%s", (_name, text) => {
    check(text);
  });
});
