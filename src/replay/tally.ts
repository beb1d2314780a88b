import type { RecordableHistogram } from "node:perf_hooks";
import type { Outcome, Turn } from "./turn.ts";

/** How a run went, in numbers. */
export interface ReplaySummary {
  readonly conversations: number;
  readonly turns: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** conversations that passed on a later attempt only */
  readonly flaky: number;
  /** turns of which nothing is expected */
  readonly unexpected: number;
  /** expectations that `--update` wrote, and those that it changed */
  readonly written: number;
  readonly changed: number;
}

/** How long the answers of a run took, in milliseconds. */
export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** answers per second of the whole run */
  readonly perSecond: number;
}

/** Adds up the turns of a run, in memory that does not grow with them. */
export interface Tally {
  add(turn: Turn): void;
  summary(): ReplaySummary;
  /** over all answers, where there were any; `elapsedMs` is how long the run took */
  latency(elapsedMs: number): Latency | undefined;
}

const microseconds = 1000;

function latencyOf(histogram: RecordableHistogram, elapsedMs: number): Latency | undefined {
  const { count, max } = histogram;
  if (count === 0) return undefined;
  const percentile = (percent: number) => histogram.percentile(percent) / microseconds;
  return {
    count,
    p50: percentile(50),
    p95: percentile(95),
    p99: percentile(99),
    max: max / microseconds,
    perSecond: Math.round((count * 10_000) / elapsedMs) / 10,
  };
}

/** A conversation whose turns are being added. */
interface Current {
  readonly cid: string;
  readonly attempt: number;
  hasFailed: boolean;
}

const isFlaky = (current: Current | undefined): boolean =>
  current !== undefined && current.attempt > 1 && !current.hasFailed;

/** Of what nobody has recorded nothing can be expected. */
const isUnexpected = ({ expected, variant, outcome }: Turn): boolean =>
  expected === undefined && variant === undefined && outcome !== "skipped";

/** A tally of turns that come conversation by conversation; `histogram` takes their times in whole microseconds. */
export function createTally(histogram?: RecordableHistogram): Tally {
  const outcomes: Record<Outcome, number> = { passed: 0, failed: 0, skipped: 0 };
  const counts = { conversations: 0, flaky: 0, unexpected: 0, written: 0, changed: 0 };
  let current: Current | undefined;
  const begin = ({ cid, attempt }: Turn): Current => {
    counts.conversations++;
    if (isFlaky(current)) counts.flaky++;
    return { cid, attempt, hasFailed: false };
  };
  return {
    add(turn) {
      if (turn.cid !== current?.cid) current = begin(turn);
      if (turn.outcome === "failed") current.hasFailed = true;
      outcomes[turn.outcome]++;
      if (turn.update) counts[turn.update]++;
      else if (isUnexpected(turn)) counts.unexpected++;
      if (turn.status !== null && turn.ms !== null) histogram?.record(Math.max(1, Math.round(turn.ms * microseconds)));
    },
    summary() {
      const { conversations, flaky, ...rest } = counts;
      const turns = outcomes.passed + outcomes.failed + outcomes.skipped;
      return { conversations, turns, ...outcomes, flaky: flaky + (isFlaky(current) ? 1 : 0), ...rest };
    },
    latency: (elapsedMs) => histogram && latencyOf(histogram, elapsedMs),
  };
}
