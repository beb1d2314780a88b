import type { Path } from "../input/locate.ts";
import type { FileValue } from "../input/values.ts";
import { itemsOf } from "../lint/answer.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";
import type { PlacedEntry } from "./read.ts";

/** What a bot answered to a recorded webhook. */
export interface RecordedAnswer {
  readonly status: number;
  readonly ms: number;
  /** as the bot wrote them, whether they are events or not */
  readonly events: readonly unknown[];
}

/** What a bot sent to the API URL by itself. */
export interface RecordedRequest {
  /** ISO 8601, with milliseconds */
  readonly at: string;
  readonly status: number;
  readonly events: readonly unknown[];
}

/** One webhook of a transcript and what the bot did about it. */
export interface RecordedTurn {
  readonly file: string;
  /** of the webhook's entry, from 1 */
  readonly line: number;
  /** the value of the file that holds the entry, and the path of the webhook from there: where a fault of it stands */
  readonly source: FileValue;
  readonly path: Path;
  /** when the webhook was posted: ISO 8601, with milliseconds */
  readonly at: string;
  readonly webhook: WebhookEvent;
  readonly answer?: RecordedAnswer;
  /** those that came before the next webhook of the session, in their order */
  readonly requests: readonly RecordedRequest[];
}

interface OpenTurn extends RecordedTurn {
  answer?: RecordedAnswer;
  readonly requests: RecordedRequest[];
}

/** The events of an answer or a request in a list: one may stand alone, and an empty body is none. */
function listOf(events: unknown): unknown[] {
  const isEmpty = events === null || (typeof events === "string" && events.trim() === "");
  return isEmpty ? [] : itemsOf(events).map(({ value }) => value);
}

function begin({ entry, source, path, line }: PlacedEntry, webhook: WebhookEvent): OpenTurn {
  return { file: source.file, line, source, path: [...path, "event"], at: entry.at, webhook, requests: [] };
}

/**
 * Sorts the entries of transcripts into turns, in the order of their webhooks: each with the answer that followed it in its
 * session, and with the requests up to the session's next webhook. What came before a session's first webhook is left out.
 */
export function turnsOf(entries: readonly PlacedEntry[]): RecordedTurn[] {
  const turns: OpenTurn[] = [];
  const bySession = new Map<string, OpenTurn[]>();
  for (const placed of entries) {
    const { entry } = placed;
    const session = bySession.get(entry.cid) ?? [];
    bySession.set(entry.cid, session);
    if (entry.kind === "webhook") {
      const turn = begin(placed, entry.event);
      session.push(turn);
      turns.push(turn);
    } else if (entry.kind === "answer") {
      const { status, ms, events } = entry;
      const waiting = session.findLast((turn) => turn.answer === undefined);
      if (waiting) waiting.answer = { status, ms, events: listOf(events) };
    } else if (entry.kind === "request") {
      const { at, status, events } = entry;
      session.at(-1)?.requests.push({ at, status, events: listOf(events) });
    }
  }
  return turns;
}
