import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import type { Finding } from "../../src/lint/finding.ts";
import { lintFiles } from "../../src/lint/lint-files.ts";
import { isRuleId } from "../../src/lint/rules/index.ts";
import { printable } from "../../src/printable.ts";
import { channelNames } from "../../src/protocol/channels.ts";

// files as users could have written them, in folders named after the rule they are about, each with what lint finds in it
// on all channels: `line:column-endLine:endColumn severity rule pointer message`. ULBOT_UPDATE=1 writes it anew.

const folder = join(import.meta.dirname, "../fixtures/lint");
const filesLike = (name: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => name.test(path));
const cases = filesLike(/\.jsonl?$/).sort();

const outputOf = (path: string): string => join(folder, path.replace(/\.jsonl?$/, ".out"));

function told({ line, column, endLine, endColumn, severity, rule, pointer, message }: Finding): string {
  return `${line}:${column}-${endLine}:${endColumn} ${severity} ${rule} ${pointer || '""'} ${printable(message)}\n`;
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
  if (process.env.ULBOT_UPDATE) writeFileSync(outputOf(path), found);
  expect(found).toBe(readFileSync(outputOf(path), "utf8"));
});

it("has no expectations without a case, and no folders without a rule", () => {
  const outputs = filesLike(/\.out$/).map((path) => join(folder, path));
  expect(outputs.sort()).toEqual([...new Set(cases.map(outputOf))].sort());
  expect(readdirSync(folder).filter((name) => !isRuleId(name))).toEqual([]);
});
