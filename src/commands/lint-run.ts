import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { findFiles, type InputFile } from "../input/find-files.ts";
import { type Shard, shardOf, splitsByLine } from "../input/shard.ts";
import type { Cache } from "../lint/cache.ts";
import type { Severity } from "../lint/finding.ts";
import { type FileResult, type LintReport, lintFiles, summarize } from "../lint/lint-files.ts";
import { printable } from "../printable.ts";
import { counted } from "../reporters/counted.ts";
import { failureText } from "../reporters/failure-text.ts";
import { shownOf } from "../reporters/lint/index.ts";
import { unreadableFacts } from "../reporters/lint/unreadable.ts";
import { written } from "../written.ts";
import type { Run } from "./command.ts";
import type { BaselineWish } from "./lint-baseline.ts";
import type { LintOutput } from "./lint-formats.ts";
import { writeReports } from "./lint-reports.ts";
import type { SettingsByFile } from "./lint-settings-by-file.ts";
import { checkOverwriting } from "./outputs.ts";
import { createProgress } from "./progress.ts";

/** What one run of lint is to do. */
export interface LintPlan {
  readonly patterns: readonly string[];
  readonly settings: SettingsByFile;
  readonly outputs: readonly LintOutput[];
  /** the least severity to show, and to fix */
  readonly severity: Severity;
  readonly maxWarnings: number | undefined;
  readonly stdinFile: string | undefined;
  /** lint what git ignores, too */
  readonly withIgnored: boolean;
  readonly shard: Shard | undefined;
  /** write fixes to the files, or show what they would be */
  readonly fix: "write" | "show" | undefined;
  readonly baseline: BaselineWish | undefined;
  readonly cache: Cache | undefined;
  /** in the place of files: what a bot answers */
  readonly answers: AsyncIterable<FileResult> | undefined;
}

/** 3 where a bot did not answer, 2 where something could not be read, 1 for an error or too many warnings, else 0. */
function lintExitCode({ summary, unreadable }: LintReport, hasTooManyWarnings: boolean): ExitCode {
  if (unreadable.some(({ failure }) => failure?.category === "unavailable")) return exitCodes.unavailable;
  if (unreadable.length > 0) return exitCodes.usage;
  return summary.errors > 0 || hasTooManyWarnings ? exitCodes.findings : exitCodes.ok;
}

/** Says what keeps a report from being good news, and gives the exit code. */
export function conclude(report: LintReport, maxWarnings: number | undefined, { say }: Run): ExitCode {
  const { warnings } = report.summary;
  const hasTooMany = maxWarnings !== undefined && warnings > maxWarnings;
  if (hasTooMany) say(`${counted(warnings, "warning")}, but --max-warnings allows ${maxWarnings}`);
  return lintExitCode(report, hasTooMany);
}

/** Writes the reports, and what could not be read to stderr, whatever becomes of the reports. */
export async function publish(report: LintReport, outputs: readonly LintOutput[], run: Run): Promise<void> {
  try {
    await writeReports(report, outputs, run);
  } finally {
    for (const each of report.unreadable) run.io.stderr.write(failureText(unreadableFacts(each)));
  }
}

async function lintAll(files: readonly InputFile[], plan: LintPlan, run: Run): Promise<FileResult[]> {
  const { io } = run;
  const { settings, stdinFile, shard, cache, answers } = plan;
  const progress = createProgress(run);
  const results: FileResult[] = [];
  let events = 0;
  const total = shard && !splitsByLine(files) ? shardOf(files, shard).length : files.length;
  const done = () =>
    answers ? counted(results.length, "answer") : `${written(results.length)} of ${counted(total, "file")}`;
  const onProgress = (count: number): void => {
    events += count;
    progress.show(() => `${done()}, ${counted(events, "event")}`);
  };
  const access = {
    ...{ cwd: io.cwd, signal: io.signal, stdinFile, shard, cache, onProgress },
    // making it costs a part of the start
    get stdin() {
      return io.stdin;
    },
  };
  try {
    for await (const result of answers ?? lintFiles(files, settings.of, access)) {
      results.push(result);
      if (answers) onProgress(result.events);
    }
  } finally {
    progress.clear();
  }
  return results;
}

/** What is remembered can be found again: where it can't be kept, that is told and nothing else. */
async function keep(cache: Cache | undefined, { say }: Run): Promise<void> {
  await cache?.save().catch((failure: Error) => say(`nothing is remembered: ${printable(failure.message)}`));
}

/** What fixes leave of results, and whether all could be written. */
async function afterFixes(results: readonly FileResult[], plan: LintPlan, run: Run) {
  if (plan.fix === undefined) return { results, isComplete: true };
  return (await import("./lint-fix.ts")).fixFiles(results, plan, run);
}

/** Lints once, as planned, and reports. Gives the exit code. */
export async function lintOnce(plan: LintPlan, run: Run): Promise<ExitCode> {
  const { io, say } = run;
  const { outputs, maxWarnings, shard, cache, settings, severity } = plan;
  const held = plan.baseline && (await import("./lint-baseline.ts")).openBaseline(plan.baseline, run);
  const files = plan.answers ? [] : await findFiles(plan.patterns, { cwd: io.cwd, withIgnored: plan.withIgnored });
  const linted = await lintAll(files, plan, run);
  const read = linted.filter(({ isSkipped }) => !isSkipped).map(({ file }) => file);
  checkOverwriting(outputs, read, io.cwd);
  const { results, isComplete } = await afterFixes(linted, plan, run);
  await keep(cache, run);
  const whole: LintReport = {
    ...summarize(results),
    ...(shard && { shard: { ...shard, of: splitsByLine(files) ? "lines" : "files" } }),
  };
  const report = held ? shownOf(await held(whole), severity) : whole;
  await publish(report, plan.fix === "show" ? [] : outputs, run);
  if (!shard && !cache)
    for (const name of settings.unused()) say(`suppress in the configuration has no use: ${printable(name)}`);
  const exitCode = conclude(report, maxWarnings, run);
  return isComplete ? exitCode : exitCodes.unavailable;
}
