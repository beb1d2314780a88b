import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import { namesFrom } from "../input/file-names.ts";
import { readTextFile } from "../input/files.ts";
import { type Baseline, baselineOf, baselineText, emptyBaseline, parseBaseline, type Scope } from "../lint/baseline.ts";
import { withoutKnown } from "../lint/known-findings.ts";
import type { LintReport } from "../lint/lint-files.ts";
import { writeFileIn } from "../output.ts";
import { printable } from "../printable.ts";
import { counted } from "../reporters/counted.ts";
import type { Run } from "./command.ts";

/** The file of a baseline, and whether it is to be written anew. */
export interface BaselineWish {
  readonly file: string;
  readonly update: boolean;
}

/** From a report to that without what is known. */
type Held = (report: LintReport) => Promise<LintReport>;

const plural = (count: number): string => (count === 1 ? "is" : "are");

/** The baseline in a file; `undefined` where there is no such file. */
function readBaseline(file: string, cwd: string): Baseline | undefined {
  return existsSync(resolve(cwd, file)) ? parseBaseline(readTextFile(file, cwd), file) : undefined;
}

/** Which files of a baseline a report can tell something about: those that could be read, and those that are gone. */
function scopeOf({ files, unreadable }: LintReport, directory: string, cwd: string): Scope {
  const nameOf = namesFrom(directory, cwd);
  const linted = new Set(files.map(nameOf));
  for (const { file } of unreadable) linted.delete(nameOf(file));
  const failed = new Set(unreadable.map(({ file }) => nameOf(file)));
  // answers of a bot and standard input are named, but are no files
  const isGone = (name: string): boolean =>
    !failed.has(name) && !name.includes("<") && !existsSync(resolve(directory, name));
  return { nameOf, isLinted: (name) => linted.has(name) || isGone(name) };
}

/**
 * Opens a baseline for a run of lint; where that is asked for, the run makes it anew. Files go by their paths from the
 * directory of the baseline, so that it holds wherever lint is run. Throws an `UlbotError` where there is none.
 */
export function openBaseline({ file, update }: BaselineWish, { io: { cwd }, say }: Run): Held {
  const before = readBaseline(file, cwd);
  if (before === undefined && !update) {
    const hint = "write it with --update-baseline";
    throw new UlbotError("usage", `there is no baseline ${printable(file)}`, { hint });
  }
  return async (report) => {
    const scope = scopeOf(report, dirname(resolve(cwd, file)), cwd);
    const baseline = update ? baselineOf(report.findings, scope, before) : (before ?? emptyBaseline);
    const known = withoutKnown(report, baseline, scope);
    if (update) {
      await writeFileIn(file, baselineText(baseline), cwd);
      say(`wrote ${printable(file)}: ${counted(known.compared.known.length, "known finding")}`);
    }
    const { gone } = known.compared;
    if (gone > 0)
      say(
        `${counted(gone, "finding")} of ${printable(file)} ${plural(gone)} no longer there; --update-baseline drops them`,
      );
    return known.report;
  };
}

/** A report of everything, joined from those of its parts, without what a baseline knows. Throws as `openBaseline` does. */
export function withoutKnownOf(report: LintReport, file: string, { io: { cwd } }: Run): LintReport {
  const baseline = readBaseline(file, cwd);
  if (baseline === undefined) throw new UlbotError("usage", `there is no baseline ${printable(file)}`);
  return withoutKnown(report, baseline, { nameOf: namesFrom(dirname(resolve(cwd, file)), cwd), isLinted: () => true })
    .report;
}
