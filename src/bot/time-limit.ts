import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** What `withinTime` rejects with when the time is over. */
export class TimeLimitError extends Error {
  override readonly name = "TimeLimitError";
}

/** What a timer of Node.js can hold, in milliseconds; a longer one fires at once. */
export const longestTimerMs = 2 ** 31 - 1;

// a new controller for each turn would be a tenth of what the turn takes; one that did not abort is as good as new
const spares: AbortController[] = [];

/**
 * Runs `work` for at most `timeoutMs`. The signal it hands to `work` aborts when the time is over or `signal` aborts.
 * Rejects at that moment, whether or not `work` has noticed: with a `TimeLimitError`, or with the reason of `signal`.
 */
export async function withinTime<T>(
  timeoutMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const controller = spares.pop() ?? new AbortController();
  let giveUp: (reason: unknown) => void = () => {};
  const gaveUp = new Promise<never>((_, reject) => {
    giveUp = (reason) => {
      controller.abort(reason);
      reject(reason);
    };
  });
  const onAbort = () => giveUp(signal.reason);
  const onTimeout = () => giveUp(new TimeLimitError(`not done within ${duration(timeoutMs)}`));
  const timer = setTimeout(onTimeout, Math.min(timeoutMs, longestTimerMs));
  // any number of conversations wait on the one signal of the program; Node.js would warn of a leak from the eleventh on
  setMaxListeners(0, signal);
  signal.addEventListener("abort", onAbort);
  try {
    return await Promise.race([work(controller.signal), gaveUp]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
    if (!controller.signal.aborted) spares.push(controller);
  }
}

/** Waits `ms` milliseconds. Rejects with the reason of `signal` when that aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(Math.min(ms, longestTimerMs), undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}

/** Milliseconds for people: `300 ms`, `2.5 s`. */
export function duration(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}
