import type { FileValue } from "../input/values.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";
import { recordedIn } from "../replay/conversation.ts";
import { entriesOf, isTranscript } from "../transcript/read.ts";
import { type RecordedTurn, turnsOf } from "../transcript/turns.ts";

/** A recorded webhook, with what is known of the answer to it. */
export interface RecordedExchange {
  readonly file: string;
  readonly webhook: WebhookEvent;
  /** when it was posted: ISO 8601 */
  readonly at?: string;
  readonly answer?: {
    readonly status: number;
    readonly ms: number;
    /** the body as the bot wrote it: one event, a list of them, or what else it was */
    readonly body: unknown;
  };
}

/** The turns of a transcript, each with the body of its answer as the only one of the answer's events. */
function turnsIn(values: readonly FileValue[]): RecordedTurn[] {
  const entries = entriesOf(values).map((placed) => {
    const { entry } = placed;
    return entry.kind === "answer" ? { ...placed, entry: { ...entry, events: [entry.events] } } : placed;
  });
  return turnsOf(entries);
}

function answered({ at, answer }: RecordedTurn): Pick<RecordedExchange, "at" | "answer"> {
  if (!answer) return { at };
  const { status, ms, events } = answer;
  return { at, answer: { status, ms, body: events[0] } };
}

/**
 * The webhooks of one file, with their answers where it is a transcript. Throws an `UlbotError` (usage) with the place of
 * what can't be posted.
 */
export function exchangesIn(values: readonly FileValue[]): RecordedExchange[] {
  const turns = isTranscript(values) ? turnsIn(values) : [];
  return recordedIn(values).map(({ file, webhook }, index) => {
    const turn = turns[index];
    return { file, webhook, ...(turn && answered(turn)) };
  });
}

/** Sorts webhooks by their session, in the order in which the sessions begin. */
export function bySession(exchanges: readonly RecordedExchange[]): RecordedExchange[][] {
  const sessions = new Map<string, RecordedExchange[]>();
  for (const exchange of exchanges) {
    const { cid } = exchange.webhook.info;
    sessions.set(cid, [...(sessions.get(cid) ?? []), exchange]);
  }
  return [...sessions.values()];
}
