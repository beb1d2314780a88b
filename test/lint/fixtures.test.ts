import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import type { Finding, Range } from "../../src/lint/finding.ts";
import { lintFiles } from "../../src/lint/lint-files.ts";
import { isRuleId } from "../../src/lint/rules/index.ts";
import { printable } from "../../src/printable.ts";
import { channelNames } from "../../src/protocol/channels.ts";

// files as users could have written them, in folders named after the rule they are about, each with what lint finds in it
// on all channels: `line:column-endLine:endColumn severity rule pointer message`, then whatever else the finding has, a
// line each. UPDATE_OUTPUTS=1 writes it anew.

const folder = join(import.meta.dirname, "../fixtures/lint");
const filesLike = (name: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => name.test(path));
const cases = filesLike(/\.jsonl?$/).sort();

const outputOf = (path: string): string => join(folder, path.replace(/\.jsonl?$/, ".out"));

const placeOf = ({ line, column, endLine, endColumn }: Range): string => `${line}:${column}-${endLine}:${endColumn}`;

function detailsOf({ channels, limit, evidence, hint, fix }: Finding): string[] {
  const edits = fix?.edits.map((edit) => `${placeOf(edit)} ${JSON.stringify(edit.text)}`);
  return [
    channels.length === 0 ? "" : `channels: ${channels.join(" ")}`,
    limit === undefined ? "" : `limit: ${limit.expected} ${limit.unit}, got ${limit.got}`,
    evidence === "inferred" ? "inferred" : "",
    hint === undefined ? "" : `hint: ${printable(hint)}`,
    fix === undefined ? "" : `fix: ${printable(fix.title)}: ${edits?.join(", ")}`,
  ].filter((line) => line !== "");
}

function told(finding: Finding): string {
  const { severity, rule, pointer, message } = finding;
  const first = `${placeOf(finding)} ${severity} ${rule} ${pointer || '""'} ${printable(message)}`;
  return `${[first, ...detailsOf(finding)].join("\n  ")}\n`;
}

async function lint(path: string): Promise<string> {
  const access = { cwd: folder, stdin: Readable.from([]), signal: new AbortController().signal };
  let lines = "";
  for await (const { findings } of lintFiles([path], { channels: channelNames }, access)) {
    lines += findings.map(told).join("");
  }
  return lines;
}

it.each(cases)("%s", async (path) => {
  const found = await lint(path);
  if (process.env.UPDATE_OUTPUTS) writeFileSync(outputOf(path), found);
  expect(found).toBe(readFileSync(outputOf(path), "utf8"));
});

it("has no expectations without a case, and no folders without a rule", () => {
  const outputs = filesLike(/\.out$/).map((path) => join(folder, path));
  expect(outputs.sort()).toEqual([...new Set(cases.map(outputOf))].sort());
  expect(readdirSync(folder).filter((name) => !isRuleId(name))).toEqual([]);
});
