import { pause as pauseFor } from "../../bot/time-limit.ts";
import { afterDoubt, type Persistence, persist, type Sent } from "../attempts.ts";
import type { Composed } from "../compose.ts";
import type { Posted } from "../post.ts";
import type { Verdict } from "../verdict.ts";
import type { Desks } from "./desks.ts";
import type { Journal, JournalLine } from "./journal.ts";
import type { Pace } from "./pace.ts";

/** One line of the input: a request of its own. */
export interface BatchLine extends JournalLine {
  readonly request: Composed;
  /** whether it may have arrived in an earlier run, and is to be sent again all the same */
  readonly isDoubtful?: boolean;
}

/** What became of a line. */
export interface LineResult {
  readonly line: BatchLine;
  readonly sent: Sent;
  /** why nothing was tried in this run: an earlier run had settled it, or the batch was over by then */
  readonly untried?: "earlier" | "over";
}

export interface LineOptions extends Persistence {
  readonly pace: Pace;
  readonly journal?: Pick<Journal, "begin" | "end"> | undefined;
  readonly now: () => number;
  /** told of every wait before another attempt, with its milliseconds */
  readonly onWait: (line: BatchLine, ms: number, why: Verdict) => void;
  /** rejects with the reason of the signal when that aborts */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** told until when (milliseconds since the Unix epoch) a line waits for its turn */
  readonly onPause: (until: number) => void;
}

/** What the lines of a batch share. */
interface Course extends LineOptions {
  readonly desks: Desks;
  /** aborts when no further request may begin */
  readonly stopped: AbortSignal;
  /** aborts when those under way are given up */
  readonly late: AbortSignal;
}

const nothing: Sent = { outcome: "not-sent", attempts: 0, ms: 0, waitedMs: 0 };

const lost: Sent = {
  ...nothing,
  outcome: "unknown",
  message: "interrupted; the request may have arrived all the same",
  hint: "look at the conversation before you send it again",
  attempts: 1,
};

/** Sends a line when its sessions may have another request, and notes each attempt in the journal before and after it. */
export async function sendLine(line: BatchLine, course: Course): Promise<LineResult> {
  const { pace, journal, now, pause = pauseFor, desks, stopped, late } = course;
  const { cids, body } = line.request;
  const text = JSON.stringify(body);
  let attempts = 0;
  let mayHaveArrived = line.isDoubtful ?? false;

  async function post(attempt: () => Promise<Posted>): Promise<Posted> {
    stopped.throwIfAborted();
    const before = mayHaveArrived;
    journal?.begin(line);
    attempts += 1;
    mayHaveArrived = true;
    const posted = await attempt();
    const { outcome, status } = afterDoubt(posted.verdict, before);
    mayHaveArrived = outcome === "unknown";
    journal?.end(line, outcome, status);
    if (outcome !== "not-sent") pace.count(cids, now());
    return posted;
  }

  async function attempt(): Promise<Posted> {
    const delay = pace.delay(cids, now());
    if (delay > 0) {
      course.onPause(now() + delay);
      await pause(delay, stopped);
    }
    return desks.use((poster) => post(() => poster.post(text)));
  }

  async function wait(ms: number, why: Verdict): Promise<void> {
    course.onWait(line, ms, why);
    await pause(ms, stopped);
  }

  try {
    stopped.throwIfAborted();
    return { line, sent: await persist(attempt, { ...course, wait, isDoubtful: line.isDoubtful }) };
  } catch (error) {
    const isStopped = stopped.aborted && (error === stopped.reason || error === late.reason);
    if (!isStopped) throw error;
    if (attempts === 0) return { line, sent: nothing, untried: "over" };
    return { line, sent: { ...(mayHaveArrived ? lost : nothing), attempts } };
  }
}
