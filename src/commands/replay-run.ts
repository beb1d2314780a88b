import type { Endpoint } from "../bot/endpoint.ts";
import type { ExitCode } from "../exit-codes.ts";
import { expectedPathOf } from "../expected/expected-path.ts";
import { type ReplayOptions, replay } from "../replay/replay.ts";
import { repeated } from "../replay/variants/repeated.ts";
import { curlLine } from "../reporters/replay/curl.ts";
import type { ReplayEnd, ReplayFormat, ReplayView } from "../reporters/replay/index.ts";
import { type BotToRun, botUrl, whileBotRuns } from "./bot-under-test.ts";
import type { Run } from "./command.ts";
import { lintSettings } from "./lint-settings.ts";
import { checkOverwriting, type Output } from "./outputs.ts";
import { openApi, type ReplayApi } from "./replay-api.ts";
import { type Course, createCourse, endOf, take } from "./replay-course.ts";
import { conclude } from "./replay-end.ts";
import { createHalt } from "./replay-halt.ts";
import { endpointOf, type Recordings, type ReplayWishes, readRecorded } from "./replay-plan.ts";
import { openReports, type ReplayReports } from "./replay-reports.ts";
import { createUpdate } from "./replay-update.ts";

/** The playing of what was recorded, with all that goes on around it. */
export interface Playing {
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

/** What conversations are played with. */
function playOptions(
  wishes: ReplayWishes,
  parts: Pick<ReplayOptions, "endpoint" | "settings" | "mailroom">,
  { halt, signal }: Playing["halt"],
  { io }: Run,
): ReplayOptions {
  return {
    ...parts,
    signal,
    now: io.now,
    timeoutMs: wishes.timeout,
    settleMs: wishes.settle,
    speed: wishes.speed,
    comparison: wishes,
    onDifference: wishes.update ? "update" : "fail",
    mustExpect: wishes.ci,
    halt,
    bot: { wasReached: false },
    jobs: wishes.jobs,
    retries: wishes.retry,
  };
}

/** The bot to be played with, and when it is to be asked whether it is still there. */
function botToRun(url: URL, wishes: ReplayWishes, { env }: Partial<ReplayApi>, { course, halt }: Playing): BotToRun {
  return {
    command: wishes.exec,
    url,
    environment: env,
    readyUrl: wishes.readyUrl,
    readyTimeoutMs: wishes.readyTimeout,
    signal: halt.signal,
    seemsGone: () => course.hasHungUp || course.isUnreachable,
  };
}

/** Plays what was recorded once, and reports. Gives the exit code. */
export async function replayOnce(
  patterns: readonly string[],
  outputs: readonly Output<ReplayFormat>[],
  wishes: ReplayWishes,
  run: Run,
): Promise<ExitCode> {
  const halt = createHalt(wishes, run);
  let endpoint: Endpoint | undefined;
  let api: ReplayApi | undefined;
  try {
    const recordings = await readRecorded(patterns, wishes, run);
    checkOverwriting(outputs, [...recordings.files, ...recordings.files.map(expectedPathOf)], run.io.cwd);
    const url = await botUrl(wishes.url, wishes.exec, "replay");
    // made before the bot is started: a URL or a header that cannot be used is the user's news, not the bot's
    endpoint = endpointOf(url, wishes);
    const settings = lintSettings(undefined, run.config);
    api = await openApi(wishes, settings, run);
    const options = playOptions(wishes, { endpoint, settings, mailroom: api?.mailroom }, halt, run);
    const reports = await openReports(outputs, curlFor(url, wishes), run);
    const course = createCourse(wishes, settings, reports.needsTurns);
    const playing = { recordings, wishes, options, course, reports, halt };
    const bot = botToRun(url, wishes, api ?? {}, playing);
    const worked = await whileBotRuns(bot, run, () => playAndReport(playing, run));
    return conclude(worked, playing, run);
  } finally {
    halt.clear();
    await endpoint?.close();
    await api?.close();
  }
}
