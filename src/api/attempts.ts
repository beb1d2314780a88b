import type { Posted } from "./post.ts";
import { delayAfter } from "./retry-after.ts";
import type { Verdict } from "./verdict.ts";

/** What became of a request. */
export interface Sent extends Verdict {
  /** how often it was tried */
  readonly attempts: number;
  /** how long the last attempt took, with a fraction */
  readonly ms: number;
  /** how long was waited between the attempts */
  readonly waitedMs: number;
}

/** How long and in which cases a request is tried again. */
export interface Persistence {
  /** how long one request may wait in all for a platform that says 429 or 503, or that can't be reached */
  readonly maxWaitMs: number;
  /** also post again what may have arrived, so that it may arrive twice */
  readonly retryUnknown?: boolean | undefined;
  /** milliseconds since the Unix epoch */
  readonly now?: () => number;
  /** spreads the waits: from 0 up to 1 */
  readonly random?: () => number;
}

export interface PersistOptions extends Persistence {
  /** told why */
  readonly wait: (ms: number, why: Verdict) => Promise<void>;
  /** whether it may have arrived before all this */
  readonly isDoubtful?: boolean | undefined;
}

// what can't be reached is asked again sooner than what has had enough
const firstWaitMs = 2000;

/** Tries a request until it is known what became of it, or the time is used up. Rejects as `attempt` and `wait` do. */
export async function persist(attempt: () => Promise<Posted>, options: PersistOptions): Promise<Sent> {
  const { maxWaitMs, wait } = options;
  let waitedMs = 0;
  let lostMs = 0;
  let mayHaveArrived = options.isDoubtful ?? false;
  for (let attempts = 1; ; attempts += 1) {
    const posted = await attempt();
    const { verdict, ms } = posted;
    // opening a connection is waiting as well
    if (verdict.outcome === "not-sent") lostMs += ms;
    const delay = delayUntilNext(posted, attempts, maxWaitMs - waitedMs - lostMs, options);
    if (delay === undefined) return { ...afterDoubt(verdict, mayHaveArrived), attempts, ms, waitedMs };
    mayHaveArrived ||= verdict.outcome === "unknown";
    await wait(delay, verdict);
    waitedMs += delay;
  }
}

/** Milliseconds until it is tried again; `undefined` where it isn't. */
function delayUntilNext(
  { verdict, mayPass, retryAfter }: Posted,
  attempts: number,
  leftMs: number,
  { retryUnknown, now = Date.now, random = Math.random }: PersistOptions,
): number | undefined {
  if (!mayPass || (verdict.outcome === "unknown" && !retryUnknown)) return undefined;
  const first = verdict.status === undefined && { firstMs: firstWaitMs };
  return delayAfter(retryAfter, { attempts, now: now(), leftMs, chance: random(), ...first });
}

/** What is known after an attempt, once an earlier one may have arrived. */
export function afterDoubt(verdict: Verdict, mayHaveArrived: boolean): Verdict {
  if (!mayHaveArrived || verdict.outcome === "sent" || verdict.outcome === "unknown") return verdict;
  const message = `${verdict.message}; an earlier attempt may have arrived all the same`;
  return { ...verdict, outcome: "unknown", message };
}
