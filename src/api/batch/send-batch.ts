import { setMaxListeners } from "node:events";
import type { Sent } from "../attempts.ts";
import type { Poster } from "../post.ts";
import { createDesks } from "./desks.ts";
import { type BatchLine, type LineOptions, type LineResult, sendLine } from "./send-line.ts";

export interface BatchOptions extends LineOptions {
  /** opens what posts one request at a time, until `signal` aborts */
  readonly createPoster: (signal: AbortSignal) => Poster;
  readonly signal: AbortSignal;
  /** told of every line, as soon as it is known what became of it */
  readonly done: (result: LineResult) => void;
}

// lines of a session go one after the other; of more sessions at once a platform that answers in a second has no use
const mostAtOnce = 8;

// what is under way when the batch is stopped may end first, so that it is known what became of it
const graceMs = 3000;

/** Whether no line after this one would fare better: the token is wrong, or there is no way to the platform. */
function endsBatch({ outcome, status }: Sent): boolean {
  return outcome === "not-sent" || status === 401 || status === 403;
}

/**
 * Sends lines at the pace of their sessions: those of one session in their order, those of others at the same time. When the
 * signal aborts, or no line would fare better than the last, no further one is begun, and what is under way may end.
 * Resolves once `done` was told of every line; rejects where the journal can't be written.
 */
export async function sendBatch(lines: readonly BatchLine[], options: BatchOptions): Promise<void> {
  const { signal } = options;
  const over = new AbortController();
  const stopped = AbortSignal.any([signal, over.signal]);
  // any number of lines wait for it
  setMaxListeners(0, stopped);
  const late = abortedAfter(signal, graceMs);
  const desks = createDesks(mostAtOnce, () => options.createPoster(late));
  const course = { ...options, stopped, late, desks };

  async function settle(line: BatchLine): Promise<void> {
    const result = await sendLine(line, course);
    if (!result.untried && endsBatch(result.sent)) over.abort();
    options.done(result);
  }

  const tails = new Map<string, Promise<void>>();
  const all = lines.map((line) => {
    const { cids } = line.request;
    const mine = Promise.all(cids.map((cid) => tails.get(cid))).then(() => settle(line));
    for (const cid of cids) tails.set(cid, mine);
    return mine;
  });
  try {
    await Promise.all(all);
  } catch (error) {
    over.abort();
    await Promise.allSettled(all);
    throw error;
  } finally {
    await desks.close();
  }
}

/** A signal that aborts some time after another one, for the same reason. */
function abortedAfter(signal: AbortSignal, ms: number): AbortSignal {
  const controller = new AbortController();
  const abort = () => setTimeout(() => controller.abort(signal.reason), ms).unref();
  signal.addEventListener("abort", abort, { once: true });
  return controller.signal;
}
