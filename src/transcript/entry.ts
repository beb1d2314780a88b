import { isObject } from "../input/json.ts";
import type { Finding } from "../lint/finding.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";

/** The version of transcripts that this ulbot writes, and the newest that it reads. */
export const schemaVersion = 1;

/**
 * One line of a transcript: what the platform posted, what the bot answered, what the bot sent to the API URL by itself, or
 * what was found wrong. `events` are kept as the bot wrote them, whether they are events or not; keys nobody knows are kept.
 */
export type Entry = {
  /** on the first line of a file; where it is absent, 1 */
  readonly schemaVersion?: number;
  /** ISO 8601, with milliseconds */
  readonly at: string;
  readonly cid: string;
} & (
  | { readonly kind: "webhook"; readonly event: WebhookEvent }
  | { readonly kind: "answer"; readonly status: number; readonly ms: number; readonly events: unknown }
  | { readonly kind: "request"; readonly status: number; readonly events: unknown }
  | { readonly kind: "finding"; readonly finding: Finding }
);

export type EntryKind = Entry["kind"];

/** What an entry of each kind holds besides `at` and `cid`. */
export const contents = {
  webhook: "event",
  answer: "events",
  request: "events",
  finding: "finding",
} as const satisfies Record<EntryKind, string>;

/** Whether a value is a line of a transcript, as far as its keys tell. */
export function isEntry(value: unknown): value is Entry {
  if (!isObject(value) || typeof value.at !== "string" || typeof value.cid !== "string") return false;
  const { kind } = value;
  return typeof kind === "string" && Object.hasOwn(contents, kind) && Object.hasOwn(value, contents[kind as EntryKind]);
}
