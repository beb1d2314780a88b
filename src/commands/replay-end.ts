import { lastLines } from "../bot/output-tail.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import type { ReplayEnd } from "../reporters/replay/index.ts";
import type { Worked } from "./bot-under-test.ts";
import type { Run } from "./command.ts";
import { strayText } from "./replay-api.ts";
import type { Course } from "./replay-course.ts";
import type { ReplayWishes } from "./replay-plan.ts";
import type { Playing } from "./replay-run.ts";
import { tellObsolete } from "./replay-update.ts";

/** Shows the end of what a bot printed where that may explain a failure: it did not answer, or said that it failed. */
function explain({ hasBroken }: Course, { output, exit }: Worked<unknown>, { globals, say }: Run): void {
  if (exit) say(`the bot ended by itself, with ${exit.signal ?? `exit code ${exit.code}`}`);
  const lines = lastLines(output, 20);
  if (globals.verbose || lines.length === 0 || !hasBroken) return;
  say(["the end of what the bot printed:", ...lines.map((line) => `  ${line}`)].join("\n"));
}

/** 3 where the bot could not be reached, or it or the time came to an end, 1 where something failed, else 0. */
function exitCodeOf(
  course: Course,
  { summary, coverage }: ReplayEnd,
  { minCoverage = 0 }: ReplayWishes,
  more: { readonly hasEnded: boolean; readonly hasStrays: boolean },
): ExitCode {
  if (course.isUnreachable || more.hasEnded) return exitCodes.unavailable;
  const isTooLittle = (coverage?.percent ?? 100) < minCoverage;
  return summary.failed > 0 || more.hasStrays || isTooLittle ? exitCodes.findings : exitCodes.ok;
}

/** Says what came of a run besides its report, and gives the exit code. */
export function conclude(
  worked: Worked<ReplayEnd>,
  { recordings, wishes, options, course, halt }: Playing,
  run: Run,
): ExitCode {
  explain(course, worked, run);
  tellObsolete(recordings.files, run);
  const strays = options.mailroom && strayText(options.mailroom);
  if (strays) run.say(strays);
  const hasCrashed = worked.exit !== undefined && course.hasBroken;
  const hasEnded = halt.isOverdue() || hasCrashed;
  return exitCodeOf(course, worked.result, wishes, { hasEnded, hasStrays: strays !== undefined });
}
