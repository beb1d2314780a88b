import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { readTextFile } from "../input/files.ts";
import { findFiles, type InputFile } from "../input/find-files.ts";
import { type Shard, splitsByLine } from "../input/shard.ts";
import type { Baseline } from "../lint/baseline.ts";
import type { Cache } from "../lint/cache.ts";
import type { Severity } from "../lint/finding.ts";
import type { FixedFile } from "../lint/fix-files.ts";
import { type FileResult, type LintReport, lintFiles, summarize } from "../lint/lint-files.ts";
import { writeOutput } from "../output.ts";
import { printable } from "../printable.ts";
import { counted } from "../reporters/counted.ts";
import { failureText } from "../reporters/failure-text.ts";
import { unreadableFacts } from "../reporters/lint/unreadable.ts";
import { written } from "../written.ts";
import type { Run } from "./command.ts";
import { checkOverwriting, type LintOutput } from "./lint-outputs.ts";
import { writeReports } from "./lint-reports.ts";
import type { SettingsByFile } from "./lint-settings-by-file.ts";
import { createProgress } from "./progress.ts";

/** What one run of lint is to do. */
export interface LintPlan {
  readonly patterns: readonly string[];
  readonly settings: SettingsByFile;
  readonly outputs: readonly LintOutput[];
  readonly severity: Severity;
  readonly maxWarnings: number | undefined;
  readonly stdinFile: string | undefined;
  /** lint what git ignores, too */
  readonly withIgnored: boolean;
  readonly shard: Shard | undefined;
  /** write fixes to the files, or show what they would be */
  readonly fix: "write" | "show" | undefined;
  readonly baseline: { readonly file: string; readonly update: boolean } | undefined;
  readonly cache: Cache | undefined;
  /** in the place of files: what a bot answers */
  readonly answers: AsyncIterable<FileResult> | undefined;
}

/** 2 where something could not be read, 1 for an error or too many warnings, else 0. */
export function lintExitCode({ summary, unreadable }: LintReport, hasTooManyWarnings: boolean): ExitCode {
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
  const { settings, stdinFile, shard, cache } = plan;
  const progress = createProgress(run);
  const results: FileResult[] = [];
  let events = 0;
  const onProgress = (count: number): void => {
    events += count;
    progress.show(() => `${written(results.length)} of ${counted(files.length, "file")}, ${written(events)} events`);
  };
  const access = {
    ...{ cwd: io.cwd, signal: io.signal, stdinFile, shard, cache, onProgress },
    // making it costs a part of the start
    get stdin() {
      return io.stdin;
    },
  };
  try {
    for await (const result of plan.answers ?? lintFiles(files, settings.of, access)) results.push(result);
  } finally {
    progress.clear();
  }
  return results;
}

/** What fixes make of the files in which there is something to fix. */
async function fixed(results: readonly FileResult[], { settings }: LintPlan, cwd: string): Promise<FixedFile[]> {
  const { fixFile, isFixable } = await import("../lint/fix-files.ts");
  const files = results
    .filter(({ file, findings }) => isFixable(file) && findings.some(({ fix }) => fix))
    .map(({ file }) => file);
  return files.flatMap((file) => fixFile(file, settings.of(file), cwd) ?? []);
}

async function writeFixes(files: readonly FixedFile[], { io, say }: Run): Promise<void> {
  for (const { file, after, fixed: findings } of files) {
    await writeOutput(file, after, io.cwd);
    say(`fixed ${counted(findings.length, "finding")} in ${printable(file)}`);
  }
}

async function showFixes(files: readonly FixedFile[], { io, style, say }: Run): Promise<void> {
  if (files.length === 0) say("there is nothing that --fix would change");
  const { diffOf } = await import("../reporters/diff.ts");
  for (const { file, before, after } of files) io.stdout.write(diffOf(file, before, after, style));
}

async function readBaseline(file: string, cwd: string): Promise<Baseline | undefined> {
  const { parseBaseline } = await import("../lint/baseline.ts");
  return existsSync(resolve(cwd, file)) ? parseBaseline(readTextFile(file, cwd), file) : undefined;
}

/** The report without what the baseline knows; or, where that is asked for, the baseline made anew. */
async function held(report: LintReport, { file, update }: NonNullable<LintPlan["baseline"]>, { io, say }: Run) {
  const before = await readBaseline(file, io.cwd);
  const { baselineOf, baselineText } = await import("../lint/baseline.ts");
  const { withoutKnown } = await import("../lint/known-findings.ts");
  if (before === undefined && !update) {
    const hint = "write it with --update-baseline";
    throw new UlbotError("usage", `there is no baseline ${printable(file)}`, { hint });
  }
  const baseline = update ? baselineOf(report.findings, report.files, before) : before;
  if (update && baseline) {
    await writeOutput(file, baselineText(baseline), io.cwd);
    say(`wrote ${printable(file)}: ${counted(report.findings.length, "known finding")}`);
  }
  const known = withoutKnown(report, baseline ?? { schemaVersion: 1, findings: [] });
  const { gone } = known.compared;
  if (gone > 0) say(`${counted(gone, "finding")} of ${printable(file)} no longer found; --update-baseline drops them`);
  return known.report;
}

/** Lints once, as planned, and reports. Gives the exit code. */
export async function lintOnce(plan: LintPlan, run: Run): Promise<ExitCode> {
  const { io, say } = run;
  const { outputs, maxWarnings, shard, cache } = plan;
  const files = plan.answers ? [] : await findFiles(plan.patterns, { cwd: io.cwd, withIgnored: plan.withIgnored });
  let results = await lintAll(files, plan, run);
  if (plan.fix) {
    const changes = await fixed(results, plan, io.cwd);
    if (plan.fix === "show") await showFixes(changes, run);
    else await writeFixes(changes, run);
    const after = new Map(changes.map(({ file, result }) => [file, result]));
    results = results.map((result) => ({ ...result, ...after.get(result.file) }));
  }
  const whole: LintReport = {
    ...summarize(results),
    ...(shard && { shard: { ...shard, of: splitsByLine(files) ? "lines" : "files" } }),
  };
  const report = plan.baseline ? await held(whole, plan.baseline, run) : whole;
  checkOverwriting(outputs, report.files, io.cwd);
  if (cache) await cache.save();
  if (plan.fix !== "show") await publish(report, outputs, run);
  if (!shard && !cache)
    for (const name of plan.settings.unused()) say(`suppress in the configuration has no use: ${name}`);
  return conclude(report, maxWarnings, run);
}
