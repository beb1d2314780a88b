import type { WebhookEvent } from "../protocol/envelope.ts";
import type { Entry } from "../transcript/entry.ts";
import type { Exchange, Outcome } from "./forward.ts";
import { eventsBySession, eventsIn, webhookIn } from "./seen.ts";

/** What passed by and is over, for whoever watches; nothing in it tells who wrote what. */
export interface Passed {
  /** `other` is what was passed on and not recorded */
  readonly kind: "turn" | "request" | "other";
  /** the session as the transcript names it; empty for `other` */
  readonly cid: string;
  /** the name of the webhook, or the names of the events */
  readonly names: readonly string[];
  /** `null` where no whole answer came */
  readonly status: number | null;
  readonly ms: number;
  /** why the bot or the API URL gave no answer */
  readonly problem?: string;
}

/** How much passed by. */
export interface Counts {
  readonly turns: number;
  /** what the bot sent to the API URL */
  readonly requests: number;
  /** what was passed on and not written down, as it was no webhook, no event, or too large */
  readonly unrecorded: number;
}

export interface RecordingOptions {
  /** writes entries of one session down, and gives the session's name there; what it throws ends the recording */
  readonly write: (entries: readonly Entry[]) => string;
  readonly onPassed: (passed: Passed) => void;
  /** milliseconds since the Unix epoch */
  readonly now: () => number;
}

/** Makes entries of what passes by. */
export interface Recording {
  /** Takes an exchange with the bot; resolves once it is written. */
  webhook(exchange: Exchange): Promise<void>;
  /** Takes an exchange with the API URL; resolves once it is written. */
  request(exchange: Exchange): Promise<void>;
  counts(): Counts;
}

/** An entry that is not written yet, and what is to be told of it then. */
interface Held {
  readonly entry: Entry;
  readonly told?: Omit<Passed, "cid">;
}

/** A webhook whose answer has not come yet. */
interface Turn {
  readonly cid: string;
  /** what the bot sent to the API URL meanwhile */
  readonly requests: Held[];
}

function nameOf(event: unknown): string {
  const name = (event as { packet?: { name?: unknown } } | null)?.packet?.name;
  return typeof name === "string" ? name : "?";
}

const resultOf = (outcome: Outcome): Pick<Passed, "status" | "ms" | "problem"> => ({
  status: outcome.kind === "lost" ? null : outcome.status,
  ms: outcome.ms,
  ...(outcome.kind === "failed" ? { problem: outcome.problem.message } : {}),
});

/**
 * Records turns whole: a webhook waits in memory for its answer, and what the bot sends to the API URL meanwhile stands
 * between the two. A webhook to which no whole answer came stands without one.
 */
export function createRecording({ write, onPassed, now }: RecordingOptions): Recording {
  const underWay: Turn[] = [];
  const counts = { turns: 0, requests: 0, unrecorded: 0 };
  const time = (): string => new Date(now()).toISOString();

  function put(held: readonly Held[]): void {
    const cid = write(held.map(({ entry }) => entry));
    for (const { told } of held) if (told) onPassed({ ...told, cid });
  }

  async function webhook({ received, outcome }: Exchange): Promise<void> {
    const at = time();
    const body = await received;
    const event = body && (await webhookIn(body));
    if (event) return turn(at, event, outcome);
    leaveOut(await outcome);
  }

  function leaveOut(outcome: Outcome): void {
    counts.unrecorded += 1;
    onPassed({ kind: "other", cid: "", names: [], ...resultOf(outcome) });
  }

  async function turn(at: string, event: WebhookEvent, coming: Promise<Outcome>): Promise<void> {
    const { cid } = event.info;
    const current: Turn = { cid, requests: [] };
    underWay.push(current);
    const outcome = await coming;
    const answer = await answerOf(outcome, cid);
    underWay.splice(underWay.indexOf(current), 1);
    counts.turns += 1;
    const told = { kind: "turn", names: [nameOf(event)], ...resultOf(outcome) } as const;
    put([{ entry: { at, cid, kind: "webhook", event }, told }, ...current.requests, ...answer]);
  }

  async function answerOf(outcome: Outcome, cid: string): Promise<Held[]> {
    if (outcome.kind === "lost") return [];
    const at = time();
    const events = outcome.kind === "answered" ? await eventsIn(outcome.body) : [];
    const ms = Math.round(outcome.ms * 10) / 10;
    return [{ entry: { at, cid, kind: "answer", status: outcome.status, ms, events } }];
  }

  async function request({ received, outcome: coming }: Exchange): Promise<void> {
    const at = time();
    const body = await received;
    const sessions = body ? await eventsBySession(body) : new Map<string, unknown[]>();
    const outcome = await coming;
    if (sessions.size === 0 || outcome.kind === "lost") return leaveOut(outcome);
    counts.requests += 1;
    const result = { kind: "request", ...resultOf(outcome) } as const;
    for (const [cid, events] of sessions) {
      const entry: Entry = { at, cid, kind: "request", status: outcome.status, events };
      const held = { entry, told: { ...result, names: events.map(nameOf) } };
      const turn = underWay.findLast((one) => one.cid === cid);
      if (turn) turn.requests.push(held);
      else put([held]);
    }
  }

  return { webhook, request, counts: () => ({ ...counts }) };
}
