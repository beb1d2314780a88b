import { createHistogram } from "node:perf_hooks";
import type { LintSettings } from "../lint/lint.ts";
import { type CoverageCount, createCoverage } from "../replay/coverage.ts";
import { createTally, type Tally } from "../replay/tally.ts";
import type { Turn } from "../replay/turn.ts";
import { variationsOf } from "../replay/variations.ts";
import type { ReplayEnd } from "../reporters/replay/index.ts";
import type { ReplayWishes } from "./replay-plan.ts";

/** Everything that is told of turns while they are played, and asked when they have been. */
export interface Course {
  readonly tally: Tally;
  readonly coverage: CoverageCount | undefined;
  /** all turns, where somebody needs them, else the first that failed */
  readonly turns: Turn[] | undefined;
  readonly failed: Turn[];
  /** whether the bot did not answer a turn, or said that it failed */
  hasBroken: boolean;
  /** whether it closed a connection, as bots do that crash */
  hasHungUp: boolean;
  isUnreachable: boolean;
}

/** So many failed turns are named in the end. */
const mostFailed = 100;

/** Begins to add up a run. */
export function createCourse(wishes: ReplayWishes, settings: LintSettings, needsTurns: boolean): Course {
  // many answers make a load, of which the times are the news
  const histogram = wishes.repeat > 1 ? createHistogram() : undefined;
  const isCovered = wishes.coverage || wishes.minCoverage !== undefined;
  return {
    tally: createTally(histogram),
    coverage: isCovered ? createCoverage(settings) : undefined,
    turns: needsTurns || wishes.channel !== undefined ? [] : undefined,
    failed: [],
    hasBroken: false,
    hasHungUp: false,
    isUnreachable: false,
  };
}

/** Takes a turn into account. */
export function take(turn: Turn, course: Course): void {
  const { outcome, status, ms, problems } = turn;
  course.tally.add(turn);
  course.coverage?.add(turn);
  course.turns?.push(turn);
  if (outcome === "failed" && course.failed.length < mostFailed) course.failed.push(turn);
  if (ms !== null && (status === null || status >= 500)) course.hasBroken = true;
  if (problems.some(({ kind }) => kind === "reset")) course.hasHungUp = true;
  if (turn.unreachable) course.isUnreachable = true;
}

/** What is to be reported in the end. */
export function endOf(course: Course, wishes: ReplayWishes, elapsedMs: number): ReplayEnd {
  const { tally, turns, failed, coverage } = course;
  return {
    summary: tally.summary(),
    turns,
    failed,
    latency: tally.latency(elapsedMs),
    coverage: coverage?.result(),
    variations: wishes.channel && turns ? variationsOf(turns, wishes) : undefined,
  };
}
