import { setImmediate } from "node:timers/promises";
import { UlbotError } from "../errors.ts";
import { stdinName } from "../input/files.ts";
import type { InputFile } from "../input/find-files.ts";
import { displayName, type Input, type InputAccess, openInput } from "../input/input.ts";
import { parseJson } from "../input/json.ts";
import type { ByteRange, Lines } from "../input/lines.ts";
import { type Shard, shardOf, shardRange, splitsByLine } from "../input/shard.ts";
import { parseDocuments } from "../input/values.ts";
import type { Cache } from "./cache.ts";
import { type Finding, type Severity, severities } from "./finding.ts";
import { createQuickLinter, type LintResult, type LintSettings } from "./lint.ts";
import { mayBeAnswer } from "./may-be-answer.ts";
import type { Source } from "./place.ts";

/** Where files are read from, when to stop, and which part of the work to do. */
export interface FileAccess extends InputAccess {
  readonly signal: AbortSignal;
  /** lint only this part: of one file of JSON Lines some lines, of several files some of them */
  readonly shard?: Shard | undefined;
  /** results of earlier runs; standard input and parts of files are not looked for there */
  readonly cache?: Cache | undefined;
  /** told now and then how many events were linted since the last time */
  readonly onProgress?: ((events: number) => void) | undefined;
}

/** What files are linted for: all for the same, or each for what holds for it. */
export type SettingsOf = LintSettings | ((file: string) => LintSettings);

/** What linting one file gave. */
export interface FileResult extends LintResult {
  readonly file: string;
  /** why it could not be read at all */
  readonly failure?: UlbotError;
  /** true where it was found in a directory and holds nothing like an answer */
  readonly isSkipped?: boolean;
}

/** How much was linted, and how much was found. */
export interface LintSummary {
  /** those that could be read */
  readonly files: number;
  /** those that were found in a directory and hold nothing like an answer */
  readonly skipped: number;
  readonly events: number;
  /** of each severity all that were found, whatever is listed */
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** What linting some files gave. */
export interface LintReport {
  /** their names, in the order in which they were linted */
  readonly files: readonly string[];
  readonly summary: LintSummary;
  readonly findings: readonly Finding[];
  /** the files that could not be read, or whose text isn't what lint reads */
  readonly unreadable: readonly { readonly file: string; readonly failure?: UlbotError }[];
  /** where this is a part of the work only */
  readonly shard?: (Shard & { readonly of: "lines" | "files" }) | undefined;
}

/** The texts of a file in pieces, between which whoever lints them can pause; a list where they are all there already. */
async function piecesOf(file: string, input: Input): Promise<Pieces> {
  if ("lines" in input) return lineSources(file, input.lines);
  const { text, syntax } = input;
  // JSON need not be read where its shape is known
  if (syntax === "json") return [[{ file, text }]];
  const documents = await parseDocuments(text);
  return [documents.map((json) => ({ file, text, json }))];
}

type Pieces = AsyncIterable<readonly Source[]> | readonly (readonly Source[])[];

async function* lineSources(file: string, pieces: Lines): AsyncGenerator<readonly Source[]> {
  for await (const lines of pieces) yield lines.map(({ text, number }) => ({ file, text, line: number }));
}

/** Nobody waits longer for an answer to a signal, which is heard in pauses only. */
const longestWork = 20;
let lastPause = 0;

/** Lets others have their turn, unless they had it just now. */
async function pause(): Promise<void> {
  if (Date.now() - lastPause < longestWork) return;
  await setImmediate();
  lastPause = Date.now();
}

async function lintPieces(
  pieces: Pieces,
  settings: LintSettings,
  { signal, onProgress }: Pick<FileAccess, "signal" | "onProgress">,
): Promise<LintResult> {
  const findings: Finding[] = [];
  const counts = { error: 0, warning: 0, info: 0 };
  let events = 0;
  let told = 0;
  let readable = true;
  const lint = createQuickLinter(settings);
  for await (const sources of pieces) {
    for (const source of sources) {
      const result = lint(source);
      for (const finding of result.findings) findings.push(finding);
      for (const severity of severities) counts[severity] += result.counts[severity];
      events += result.events;
      readable &&= result.readable;
    }
    onProgress?.(events - told);
    told = events;
    await pause();
    signal.throwIfAborted();
  }
  return { findings, counts, events, readable };
}

async function haveAnswer(pieces: Pieces): Promise<boolean> {
  for await (const sources of pieces) {
    if (sources.some(({ text, json }) => mayBeAnswer(json ?? parseJson(text)))) return true;
  }
  return false;
}

const nothing: LintResult = { findings: [], counts: { error: 0, warning: 0, info: 0 }, events: 0, readable: true };

/** Lints one file, or those of its lines that begin in a part of it. */
async function lintAfresh({ file, isFound }: InputFile, settings: LintSettings, access: FileAccess, range?: ByteRange) {
  const name = displayName(file, access);
  const open = async (part?: ByteRange) => piecesOf(name, await openInput(file, access, part));
  let pieces = await open(isFound ? undefined : range);
  if (isFound) {
    if (!(await haveAnswer(pieces))) return { ...nothing, isSkipped: true };
    // what is read line by line is gone by now
    if (!Array.isArray(pieces)) pieces = await open(range);
  }
  return lintPieces(pieces, settings, access);
}

/** Lints one file, unless it is as it was in a run that the cache remembers. */
async function lintFile(one: InputFile, settings: LintSettings, access: FileAccess, range?: ByteRange) {
  const cached = range === undefined && one.file !== stdinName ? access.cache?.find(one.file, settings) : undefined;
  if (cached?.result) return cached.result;
  const result = await lintAfresh(one, settings, access, range);
  if (!("isSkipped" in result)) cached?.keep(result);
  return result;
}

/**
 * Lints files one after the other, `-` being standard input, or the part of them that is to be linted. A file that can't be
 * read is a result with its failure, so that the others are still looked at; one that was found in a directory and holds
 * nothing like an answer is a result that says so. Throws an `UlbotError` where that is all there is, and the signal's reason
 * where it is aborted.
 */
export async function* lintFiles(
  files: readonly (string | InputFile)[],
  settings: SettingsOf,
  access: FileAccess,
): AsyncGenerator<FileResult> {
  const settingsOf = typeof settings === "function" ? settings : () => settings;
  const all = files.map((file) => (typeof file === "string" ? { file, isFound: false } : file));
  const { shard } = access;
  const isSplit = shard !== undefined && splitsByLine(all);
  const own = shard === undefined || isSplit ? all : shardOf(all, shard);
  let skipped = 0;
  for (const one of own) {
    const file = displayName(one.file, access);
    try {
      const range = isSplit ? shardRange(one.file, access.cwd, shard) : undefined;
      const result = await lintFile(one, settingsOf(file), access, range);
      if ("isSkipped" in result) skipped++;
      yield { file, ...result };
    } catch (failure) {
      if (!(failure instanceof UlbotError) || access.signal.aborted) throw failure;
      yield { file, ...nothing, readable: false, failure };
    }
    if (access.signal.aborted) throw access.signal.reason;
  }
  if (skipped > 0 && skipped === all.length) {
    const message = `nothing like an answer of a bot in ${skipped === 1 ? all[0]?.file : `any of ${skipped} files`}`;
    throw new UlbotError("usage", message, { hint: "a file that is named itself is linted whatever it holds" });
  }
}

/** Adds up the results of files. */
export function summarize(results: readonly FileResult[]): LintReport {
  const findings = results.flatMap((result) => result.findings);
  const count = (severity: Severity): number => results.reduce((total, { counts }) => total + counts[severity], 0);
  return {
    files: results.filter(({ isSkipped }) => !isSkipped).map(({ file }) => file),
    summary: {
      files: results.filter(({ failure, isSkipped }) => failure === undefined && !isSkipped).length,
      skipped: results.filter(({ isSkipped }) => isSkipped).length,
      events: results.reduce((total, { events }) => total + events, 0),
      errors: count("error"),
      warnings: count("warning"),
      infos: count("info"),
    },
    findings,
    unreadable: results.filter(({ readable }) => !readable),
  };
}
