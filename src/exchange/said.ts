import { createHash } from "node:crypto";
import { isObject } from "../input/json.ts";
import type { Channel } from "../protocol/channels.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";
import type { Entry } from "../transcript/entry.ts";

/** An event of either side, without the session. */
export interface SaidEvent {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What one side said at once. */
export interface Said {
  readonly by: "contact" | "bot";
  readonly events: readonly SaidEvent[];
  /** in milliseconds since the Unix epoch, where it is known */
  readonly at?: number | undefined;
}

/** What is known of a conversation besides what was said. */
export interface Conversation {
  readonly cid: string;
  readonly channel: Channel;
  readonly contactName?: string | undefined;
  /** the time, in milliseconds since the Unix epoch, of what has none */
  readonly now: number;
}

interface Turn {
  readonly webhook: SaidEvent;
  readonly at: number;
  readonly answer: SaidEvent[];
  answeredAt?: number;
}

/** A session id of the platform's shape, always the same one for the same text. */
export function cidFor(text: string): string {
  return `chatbot::1:${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
}

/** A question with buttons; each text is what the contact sees and what the click says. */
export function bubblesOf(
  body: string,
  options: readonly { readonly id: string; readonly label: string }[],
): SaidEvent {
  const question = body === "" ? options.map(({ label }) => label).join(" / ") : body;
  return { name: "bubbles", payload: { body: question, options, fallback: question } };
}

/** What the contact said, as a click where it is just what a button of the last answer says. */
function clickOr(event: SaidEvent, offered: readonly SaidEvent[]): SaidEvent {
  const options = offered.flatMap(({ payload }) => payload.options ?? []).filter(isObject);
  const { body } = event.payload;
  const option = options.find(({ id, label }) => body !== undefined && (body === id || body === label));
  return option ? { name: "click", payload: { value: { id: option.id, label: option.label } } } : event;
}

/** On the website the session starts before the contact can write; elsewhere with what the contact writes first. */
function turnsOf(said: readonly Said[], { channel, now }: Conversation): Turn[] {
  const turns: Turn[] = [];
  const begin = (webhook: SaidEvent, at: number) => turns.push({ webhook, at, answer: [] });
  for (const [index, { by, events, at }] of said.entries()) {
    const posted = at ?? now + 1000 * turns.length;
    if (index === 0 && (by === "bot" || channel === "web")) begin({ name: "start", payload: {} }, posted);
    for (const event of events) {
      const last = turns.at(-1);
      if (by === "contact") begin(last ? clickOr(event, last.answer) : { ...event, name: "start" }, posted);
      else last?.answer.push(event);
    }
    const last = turns.at(-1);
    if (by === "bot" && last && at !== undefined) last.answeredAt ??= at;
  }
  return turns;
}

const iso = (at: number): string => new Date(at).toISOString();

function entriesOfTurn(turn: Turn, { cid, channel, contactName }: Conversation): Entry[] {
  const { webhook, at, answer, answeredAt = at } = turn;
  const info = {
    cid,
    approach_mode: "normal",
    contact: contactName === undefined ? {} : { name: contactName },
    context: {},
    conversation: { contact_channel: { state: "valid", type: channel } },
  };
  const event = { info, packet: webhook } as unknown as WebhookEvent;
  const events = answer.map((packet) => ({ info: { cid }, packet }));
  const ms = Math.max(0, answeredAt - at);
  return [
    { at: iso(at), cid, kind: "webhook", event },
    { at: iso(at + ms), cid, kind: "answer", status: 200, ms, events },
  ];
}

/** A conversation as the webhooks that would have been posted for it, each with its answer. */
export function entriesOfSaid(said: readonly Said[], conversation: Conversation): Entry[] {
  return turnsOf(said, conversation).flatMap((turn) => entriesOfTurn(turn, conversation));
}
