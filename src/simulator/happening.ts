import type { Finding } from "../lint/finding.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";
import type { Problem } from "../replay/turn.ts";
import type { Entry } from "../transcript/entry.ts";
import type { Effect } from "./effect.ts";
import type { ContactInput } from "./input.ts";

/** What can be told of a session while it goes on, by its kind. */
export type News =
  /** what the contact did */
  | { readonly kind: "input"; readonly input: ContactInput }
  /** what the platform posted to the bot */
  | { readonly kind: "webhook"; readonly webhook: WebhookEvent }
  /** what the bot answered to the webhook with the number `to`; without a status where no answer came */
  | {
      readonly kind: "answer";
      readonly to: number;
      readonly status: number | null;
      readonly ms: number;
      readonly events: readonly unknown[];
      readonly findings: readonly Finding[];
      readonly problems: readonly Problem[];
    }
  /** what the bot sent to the API URL by itself, and what it was answered there */
  | {
      readonly kind: "request";
      readonly status: number;
      readonly events: readonly unknown[];
      readonly findings: readonly Finding[];
      readonly problems: readonly Problem[];
    }
  /** what came of any of these */
  | { readonly kind: "effect"; readonly effect: Exclude<Effect, { kind: "post" | "wait" }> };

/** Something that happened in a session. */
export type Happening = News & {
  /** from 1, one after the other */
  readonly number: number;
  /** ISO 8601, with milliseconds */
  readonly at: string;
};

/** What a transcript holds of something that happened; `undefined` where it holds nothing of it. */
export function entryOf(happening: Happening, cid: string): Entry | undefined {
  const { at } = happening;
  if (happening.kind === "webhook") return { at, cid, kind: "webhook", event: happening.webhook };
  const { kind } = happening;
  if (kind === "request") return { at, cid, kind, status: happening.status, events: happening.events };
  if (kind !== "answer" || happening.status === null) return undefined;
  return { at, cid, kind, status: happening.status, ms: Math.round(happening.ms), events: happening.events };
}
