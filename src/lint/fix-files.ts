import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { kindOf } from "../input/file-kind.ts";
import { readTextFile } from "../input/files.ts";
import { asJsonLines } from "../input/lines.ts";
import { type Finding, severities } from "./finding.ts";
import { fixText } from "./fix.ts";
import { createLinter, type LintResult, type LintSettings } from "./lint.ts";
import type { Source } from "./place.ts";

/** What fixing one file would make of it. */
export interface FixedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** what is found in it afterwards */
  readonly result: LintResult;
  readonly fixed: readonly Finding[];
}

/** Whether a file is one that fixes can be written to: JSON or JSON Lines, as it stands on the disk. */
export function isFixable(file: string): boolean {
  const { syntax, isGzip } = kindOf(file);
  return syntax === "json" && !isGzip && file !== "-";
}

function sourcesOf(file: string, text: string): Source[] {
  const lines = kindOf(file).isLines
    ? text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [{ text: line, number: index + 1 }]))
    : asJsonLines(text);
  return lines?.map(({ text: line, number }) => ({ file, text: line, line: number })) ?? [{ file, text }];
}

function lintWhole(file: string, text: string, settings: LintSettings): LintResult {
  const lint = createLinter(settings);
  const results = sourcesOf(file, text).map(lint);
  const counts = { error: 0, warning: 0, info: 0 };
  for (const result of results) for (const severity of severities) counts[severity] += result.counts[severity];
  return {
    findings: results.flatMap(({ findings }) => findings),
    counts,
    events: results.reduce((total, { events }) => total + events, 0),
    readable: results.every(({ readable }) => readable),
  };
}

const byteOrderMark = "\ufeff";

/**
 * What fixing a file makes of it; nothing is written. Gives `undefined` where nothing can be fixed without leaving it worse.
 * Throws an `UlbotError` where the file can't be read.
 */
export function fixFile(file: string, settings: LintSettings, cwd: string): FixedFile | undefined {
  const before = readTextFile(file, cwd);
  const { text, fixed, linted } = fixText(before, (now) => lintWhole(file, now, settings));
  if (fixed.length === 0) return undefined;
  // it was left out of the text, but not of the file
  const mark = readFileSync(resolve(cwd, file)).toString("utf8", 0, 3) === byteOrderMark ? byteOrderMark : "";
  return { file, before: mark + before, after: mark + text, result: linted, fixed };
}
