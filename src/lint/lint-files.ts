import { setImmediate } from "node:timers/promises";
import { UlbotError } from "../errors.ts";
import { stdinName } from "../input/files.ts";
import { asJsonLines, isJsonLines, type Line, readLines } from "../input/lines.ts";
import { textOf } from "../input/values.ts";
import type { Finding, Severity } from "./finding.ts";
import { type LintResult, type LintSettings, lintText } from "./lint.ts";

/** Where files are read from, and when to stop. */
export interface FileAccess {
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly signal: AbortSignal;
}

/** What linting one file gave; `failure` where it could not be read at all. */
export interface FileResult extends LintResult {
  readonly file: string;
  readonly failure?: UlbotError;
}

/** What linting some files gave. */
export interface LintReport {
  readonly summary: {
    /** those that could be read */
    readonly files: number;
    readonly events: number;
    readonly errors: number;
    readonly warnings: number;
    readonly infos: number;
  };
  readonly findings: readonly Finding[];
  /** the files that could not be read, or whose text isn't what lint reads */
  readonly unreadable: readonly { readonly file: string; readonly failure?: UlbotError }[];
}

async function lintLines(file: string, pieces: Iterable<readonly Line[]>, settings: LintSettings, signal: AbortSignal) {
  const findings: Finding[] = [];
  let events = 0;
  let readable = true;
  for (const lines of pieces) {
    for (const { number, text } of lines) {
      const result = lintText({ file, text, line: number }, settings);
      for (const finding of result.findings) findings.push(finding);
      events += result.events;
      readable &&= result.readable;
    }
    await setImmediate();
    signal.throwIfAborted();
  }
  return { findings, events, readable };
}

const nameOf = (file: string): string => (file === stdinName ? "<stdin>" : file);

async function lintFile(file: string, settings: LintSettings, access: FileAccess): Promise<LintResult> {
  if (isJsonLines(file)) return lintLines(file, readLines(file, access.cwd), settings, access.signal);
  const text = await textOf(file, access);
  const name = nameOf(file);
  const lines = asJsonLines(text);
  return lines === undefined
    ? lintText({ file: name, text }, settings)
    : lintLines(name, [lines], settings, access.signal);
}

/**
 * Lints files one after the other: JSON, JSON Lines, or standard input for `-`. A file that can't be read is a result
 * with its failure, so that the others are still looked at. Throws the signal's reason where it is aborted.
 */
export async function* lintFiles(
  files: readonly string[],
  settings: LintSettings,
  access: FileAccess,
): AsyncGenerator<FileResult> {
  for (const file of files) {
    try {
      yield { file: nameOf(file), ...(await lintFile(file, settings, access)) };
    } catch (failure) {
      if (!(failure instanceof UlbotError) || access.signal.aborted) throw failure;
      yield { file: nameOf(file), findings: [], events: 0, readable: false, failure };
    }
    if (access.signal.aborted) throw access.signal.reason;
  }
}

/** Adds up the results of files. */
export function summarize(results: readonly FileResult[]): LintReport {
  const findings = results.flatMap((result) => result.findings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    summary: {
      files: results.filter(({ failure }) => failure === undefined).length,
      events: results.reduce((total, { events }) => total + events, 0),
      errors: count("error"),
      warnings: count("warning"),
      infos: count("info"),
    },
    findings,
    unreadable: results.filter(({ readable }) => !readable),
  };
}
