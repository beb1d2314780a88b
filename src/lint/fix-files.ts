import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { kindOf } from "../input/file-kind.ts";
import { readTextFile } from "../input/files.ts";
import { asJsonLines } from "../input/lines.ts";
import { type Finding, isAtLeast, type Severity, severities } from "./finding.ts";
import { fixText } from "./fix.ts";
import { createLinter, createQuickLinter, type LintResult, type LintSettings } from "./lint.ts";
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

/** The texts in that of a file: its lines where it is JSON Lines. */
function sourcesOf(file: string, text: string): Source[] | undefined {
  const lines = kindOf(file).isLines
    ? text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [{ text: line, number: index + 1 }]))
    : asJsonLines(text);
  return lines?.map(({ text: line, number }) => ({ file, text: line, line: number }));
}

function lintWhole(file: string, text: string, settings: LintSettings): LintResult {
  const lines = sourcesOf(file, text);
  const lint = lines ? createQuickLinter(settings) : createLinter(settings);
  const results = (lines ?? [{ file, text }]).map(lint);
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

const beginsWithMark = (file: string, cwd: string): boolean =>
  readFileSync(resolve(cwd, file)).toString("utf8", 0, 3) === byteOrderMark;

/**
 * What fixing a file makes of it, where that is JSON or JSON Lines; nothing is written. `least` is the least severity of what
 * is fixed. Gives `undefined` where there is nothing to fix that would not leave it worse. Throws an `UlbotError` where the
 * file can't be read.
 */
export function fixFile(file: string, settings: LintSettings, least: Severity, cwd: string): FixedFile | undefined {
  const before = readTextFile(file, cwd);
  const lint = (text: string) => lintWhole(file, text, settings);
  const { text, fixed, linted } = fixText(before, lint, ({ severity }) => isAtLeast(severity, least));
  if (fixed.length === 0) return undefined;
  // it was left out of the text, but not of the file
  const mark = beginsWithMark(file, cwd) ? byteOrderMark : "";
  return { file, before: mark + before, after: mark + text, result: linted, fixed };
}
