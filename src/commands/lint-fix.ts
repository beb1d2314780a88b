import { setImmediate } from "node:timers/promises";
import { UlbotError } from "../errors.ts";
import { namesFrom } from "../input/file-names.ts";
import { isAtLeast } from "../lint/finding.ts";
import type { FixedFile } from "../lint/fix-files.ts";
import { type FileResult, summarize } from "../lint/lint-files.ts";
import { writeFileIn } from "../output.ts";
import { printable } from "../printable.ts";
import { counted } from "../reporters/counted.ts";
import { failureText } from "../reporters/failure-text.ts";
import type { Run } from "./command.ts";
import type { LintPlan } from "./lint-run.ts";

/** What there is to say of files after fixes, and whether all of these are where they belong. */
export interface AfterFixes {
  readonly results: readonly FileResult[];
  readonly isComplete: boolean;
}

async function writeFixed({ file, after, fixed }: FixedFile, { io, say }: Run): Promise<void> {
  await writeFileIn(file, after, io.cwd);
  say(`fixed ${counted(fixed.length, "finding")} in ${printable(file)}`);
}

async function showFixed({ file, before, after }: FixedFile, { io, style }: Run): Promise<void> {
  const { diffOf } = await import("../reporters/diff.ts");
  io.stdout.write(diffOf(namesFrom(io.cwd, io.cwd)(file), before, after, style));
}

/** What `--fix` would do, and what would be left. */
function wouldDo(fixed: readonly FixedFile[], results: readonly FileResult[]): string {
  if (fixed.length === 0) return "there is nothing that --fix would change";
  const fixes = fixed.reduce((total, each) => total + each.fixed.length, 0);
  const { errors, warnings } = summarize(results).summary;
  const rest = `${counted(errors, "error")} and ${counted(warnings, "warning")} would be left`;
  return `--fix would fix ${counted(fixes, "finding")} in ${counted(fixed.length, "file")}; ${rest}`;
}

/**
 * Fixes file by file what can be fixed, or shows how these would change. A file that can't be written is told of on stderr,
 * and the others are still fixed. Rejects with the signal's reason where that aborts, between two files.
 */
export async function fixFiles(linted: readonly FileResult[], plan: LintPlan, run: Run): Promise<AfterFixes> {
  const { fixFile } = await import("../lint/fix-files.ts");
  const { io } = run;
  const results: FileResult[] = [];
  const fixed: FixedFile[] = [];
  let isComplete = true;
  for (const result of linted) {
    results.push(result);
    if (!result.findings.some(({ fix, severity }) => fix && isAtLeast(severity, plan.severity))) continue;
    await setImmediate();
    io.signal.throwIfAborted();
    try {
      const one = fixFile(result.file, plan.settings.of(result.file), plan.severity, io.cwd);
      if (one === undefined) continue;
      await (plan.fix === "show" ? showFixed : writeFixed)(one, run);
      results.splice(-1, 1, { ...result, ...one.result });
      fixed.push(one);
    } catch (failure) {
      if (!(failure instanceof UlbotError)) throw failure;
      io.stderr.write(failureText(failure));
      isComplete = false;
    }
  }
  if (plan.fix === "show") run.say(wouldDo(fixed, results));
  return { results, isComplete };
}
