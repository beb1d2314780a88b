import { lastLines } from "../bot/output-tail.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { type ReplayOptions, replay } from "../replay/replay.ts";
import { repeated } from "../replay/variants/repeated.ts";
import { curlLine } from "../reporters/replay/curl.ts";
import type { ReplayEnd, ReplayFormat, ReplayView } from "../reporters/replay/index.ts";
import { botUrl, type Worked, whileBotRuns } from "./bot-under-test.ts";
import type { Run } from "./command.ts";
import { lintSettings } from "./lint-settings.ts";
import type { Output } from "./outputs.ts";
import { openApi, type ReplayApi, strayText } from "./replay-api.ts";
import { type Course, createCourse, endOf, take } from "./replay-course.ts";
import { createHalt } from "./replay-halt.ts";
import { endpointOf, type Recordings, type ReplayWishes, readRecorded } from "./replay-plan.ts";
import { openReports, type ReplayReports } from "./replay-reports.ts";
import { createUpdate, tellObsolete } from "./replay-update.ts";

/** 3 where the bot could not be reached or the time was over, 1 where something failed, else 0. */
function exitCodeOf(
  course: Course,
  report: ReplayEnd,
  { minCoverage = 0 }: ReplayWishes,
  more: { isOverdue: boolean; hasStrays: boolean },
): ExitCode {
  if (course.isUnreachable || more.isOverdue) return exitCodes.unavailable;
  const isTooLittle = (report.coverage?.percent ?? 100) < minCoverage;
  return report.summary.failed > 0 || more.hasStrays || isTooLittle ? exitCodes.findings : exitCodes.ok;
}

/** Shows the end of what a bot printed where that may explain a failure: it did not answer, or said that it failed. */
function explain({ hasBroken }: Course, { output, exit }: Worked<unknown>, { globals, say }: Run): void {
  if (exit) say(`the bot ended by itself, with ${exit.signal ?? `exit code ${exit.code}`}`);
  const lines = lastLines(output, 20);
  if (globals.verbose || lines.length === 0 || !hasBroken) return;
  say(["the end of what the bot printed:", ...lines.map((line) => `  ${line}`)].join("\n"));
}

/** The playing of what was recorded, with all that goes on around it. */
interface Playing {
  readonly recordings: Recordings;
  readonly wishes: ReplayWishes;
  readonly options: ReplayOptions;
  readonly course: Course;
  readonly reports: ReplayReports;
  readonly halt: ReturnType<typeof createHalt>;
}

/** Plays it all, and reports, however it ends. */
async function playAndReport(
  { recordings, wishes, options, course, reports, halt }: Playing,
  run: Run,
): Promise<ReplayEnd> {
  const update = wishes.update ? createUpdate(recordings.fixtures, wishes, run) : undefined;
  const begun = performance.now();
  let end: ReplayEnd | undefined;
  try {
    for await (const turn of replay(repeated(recordings.conversations, wishes.repeat), options)) {
      take(turn, course);
      reports.turn(turn);
      halt.see(turn);
      update?.add(turn);
    }
    await update?.write();
  } finally {
    halt.clear();
    end = endOf(course, wishes, performance.now() - begun);
    await reports.end(end);
  }
  return end;
}

/** A command line that posts a turn's webhook once more; what is secret has to be put in. */
const curlFor =
  (url: URL, { header }: ReplayWishes): NonNullable<ReplayView["curl"]> =>
  ({ webhook }) =>
    curlLine(
      url,
      header.map(([name]) => name),
      webhook,
    );

/** Plays what was recorded once, and reports. Gives the exit code. */
export async function replayOnce(
  patterns: readonly string[],
  outputs: readonly Output<ReplayFormat>[],
  wishes: ReplayWishes,
  run: Run,
): Promise<ExitCode> {
  const recordings = await readRecorded(patterns, wishes, run);
  const url = await botUrl(wishes.url, wishes.exec, "replay");
  // made before the bot is started: a URL or a header that cannot be used is the user's news, not the bot's
  const endpoint = endpointOf(url, wishes);
  const settings = lintSettings(undefined, run.config);
  const reports = await openReports(outputs, curlFor(url, wishes), run);
  const course = createCourse(wishes, settings, reports.needsTurns);
  const halt = createHalt(wishes, run);
  let api: ReplayApi | undefined;
  try {
    if (wishes.exec || wishes.apiPort !== undefined) api = await openApi(wishes.apiPort, settings, run);
    const options: ReplayOptions = {
      endpoint,
      settings,
      signal: halt.signal,
      now: run.io.now,
      mailroom: api?.mailroom,
      timeoutMs: wishes.timeout,
      settleMs: wishes.settle,
      speed: wishes.speed,
      comparison: wishes,
      onDifference: wishes.update ? "update" : "fail",
      mustExpect: wishes.ci,
      halt: halt.halt,
      jobs: wishes.jobs,
      retries: wishes.retry,
    };
    const bot = {
      command: wishes.exec,
      url,
      environment: api?.env,
      readyUrl: wishes.readyUrl,
      readyTimeoutMs: wishes.readyTimeout,
    };
    const playing = { recordings, wishes, options, course, reports, halt };
    const worked = await whileBotRuns(bot, run, () => playAndReport(playing, run));
    explain(course, worked, run);
    tellObsolete(recordings.files, run);
    const strays = api && strayText(api.mailroom);
    if (strays) run.say(strays);
    return exitCodeOf(course, worked.result, wishes, { isOverdue: halt.isOverdue(), hasStrays: strays !== undefined });
  } finally {
    halt.clear();
    await endpoint.close();
    await api?.close();
  }
}
