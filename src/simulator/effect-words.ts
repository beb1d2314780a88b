import { isObject } from "../input/json.ts";
import type { Severity } from "../lint/finding.ts";
import { printable } from "../printable.ts";
import type { Effect, Outcome } from "./effect.ts";

/** What is told of an effect that the contact sees nothing of. */
export interface EffectWords {
  readonly severity: Severity;
  readonly text: string;
}

/** Effects that are told rather than shown or done. */
type ToldEffect = Exclude<Effect, { kind: "post" | "wait" | "show" | "typing" }>;

const outcomes: Readonly<Record<Outcome, string>> = {
  ended: "the conversation has ended",
  aborted: "the bot has left, people go on with the conversation",
  forwarded: "an operator has taken the conversation",
  unassigned: "nobody was there to take the conversation, it is unassigned",
  expired: "the session has timed out",
};

type Words = { readonly [Kind in ToldEffect["kind"]]: (effect: Extract<ToldEffect, { kind: Kind }>) => string };

const nameOf = (event: unknown): string => {
  const packet = isObject(event) && isObject(event.packet) ? event.packet : {};
  return typeof packet.name === "string" ? packet.name : "something";
};

const list = (changes: object): string =>
  Object.entries(changes)
    .map(([key, value]) => `${key} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");

const changed = (effect: { readonly kind: string; readonly changes: object }): string =>
  `${effect.kind} updated: ${list(effect.changes)}`;

const words: Words = {
  navigate: ({ link }) => `the browser goes to ${link}`,
  contact: changed,
  conversation: changed,
  campaigns: ({ subscribed }) => (subscribed ? "campaigns are subscribed" : "campaigns are unsubscribed"),
  note: ({ body, contact }) =>
    `note ${contact === undefined ? "on the conversation" : `on contact ${contact}`}: ${body}`,
  dispatch: ({ event, state }) =>
    `${nameOf(event)} ${state === "planned" ? "waits for the conversation's end" : state}`,
  over: ({ by, outcome }) => (by === "timeout" ? outcomes[outcome] : `${by}: ${outcomes[outcome]}`),
  dropped: ({ event, part, reason }) =>
    `${part === undefined ? "" : `${part} of `}${nameOf(event)} has no effect: ${reason}`,
  refused: ({ event, rendering }) => `${nameOf(event)} is refused by ${rendering.channel}`,
  impossible: ({ reason }) => reason,
};

const severities: Readonly<Partial<Record<ToldEffect["kind"], Severity>>> = {
  dropped: "warning",
  impossible: "warning",
  refused: "error",
};

/** Longer than that nobody reads in passing. */
const longest = 500;

/** What there is to tell of an effect, on one line and safe to print. */
export function wordsOf<Kind extends ToldEffect["kind"]>(effect: Extract<ToldEffect, { kind: Kind }>): EffectWords {
  const text = printable((words[effect.kind as Kind] as (effect: unknown) => string)(effect).slice(0, longest + 1));
  return {
    severity: severities[effect.kind] ?? "info",
    text: text.length > longest ? `${text.slice(0, longest)}…` : text,
  };
}
