import type { Corrections } from "../lint/shape.ts";
import type { Channel } from "../protocol/channels.ts";
import { type Context, channelOf, type WebhookEvent } from "../protocol/envelope.ts";
import type { EventName } from "../protocol/events/index.ts";
import type { Choice } from "./choices.ts";
import { type Info, infoFor } from "./info.ts";

/** Whether somebody is there to take a forward; a recording does not tell. */
export type Operators = boolean | "unknown";

/** What a session begins with. */
export interface SessionStart {
  readonly cid: string;
  readonly channel: Channel;
  /** what webhooks say besides cid and context; what isn't given is made up, what nobody knows is kept */
  readonly info?: Partial<Info> | undefined;
  readonly context?: Context | undefined;
  /** true unless told */
  readonly operators?: Operators;
  /** event name → the platform's real names of inferred parameters */
  readonly corrections?: Readonly<Record<string, Corrections>> | undefined;
}

/** An event that waits for its time, or, where `until` is there, the delay that others wait for. */
export interface Held {
  /** when it is its turn, in milliseconds of the session's own time */
  readonly due: number;
  readonly event: unknown;
  readonly until?: number;
}

/** A dispatch as the bot wrote it; one to the contact needs an e-mail address. */
export interface Dispatch {
  readonly event: unknown;
  readonly isForContact: boolean;
}

/** What the platform knows of a session. A plain JSON value that is never changed, only followed by another one. */
export interface Session {
  readonly cid: string;
  readonly channel: Channel;
  readonly info: Info;
  /** what the next webhook echoes */
  readonly context: Context;
  readonly operators: Operators;
  readonly corrections?: Readonly<Record<string, Corrections>> | undefined;
  /** `waiting` until the first webhook is posted */
  readonly phase: "waiting" | "open" | "over";
  /** what has ended the session */
  readonly endedBy?: EventName | "timeout" | undefined;
  /** true where the first webhook was no `start`, so that nobody knows what the bot did before it */
  readonly isMetMidway: boolean;
  /** the forward with `on_failure: "feedback"` of which nobody knows whether it has found somebody */
  readonly forwardedBy?: EventName | undefined;
  /** the latest of the choices that the contact was shown, oldest first */
  readonly choices: readonly Choice[];
  /** how many choices the contact was shown */
  readonly choiceCount: number;
  /** the choice in numbered text that a number answers if it is the next thing the contact sends */
  readonly numbered?: number | undefined;
  /** milliseconds since the session began, as far as the host has told */
  readonly now: number;
  /** what delays hold back, in the order of its time */
  readonly held: readonly Held[];
  /** the dispatches that wait for the conversation's end */
  readonly dispatches: readonly Dispatch[];
}

/** A session in which nothing has happened yet. */
export function createSession(start: SessionStart): Session {
  const { cid, channel, info = {}, context = {}, operators = true, corrections } = start;
  return {
    cid,
    channel,
    info: infoFor(channel, info),
    context,
    operators,
    ...(corrections === undefined ? {} : { corrections }),
    phase: "waiting",
    isMetMidway: false,
    choices: [],
    choiceCount: 0,
    now: 0,
    held: [],
    dispatches: [],
  };
}

/** What a session begins with whose first webhook was recorded; of operators a recording says nothing. */
export function startOf(webhook: WebhookEvent): SessionStart {
  const { cid, context, ...info } = webhook.info;
  return {
    cid,
    channel: channelOf(webhook),
    info: info as Partial<Info>,
    context: context ?? {},
    operators: "unknown",
  };
}

/** The same session from a new `start` on: nothing of what went before counts any more. */
export function restarted({ cid, channel, info, operators, corrections }: Session, context: Context): Session {
  return { ...createSession({ cid, channel, info, context, operators, corrections }), phase: "open" };
}

/** Why the bot hears nothing more, and nothing of it is carried out; `undefined` while the session is open. */
export function closedReason({ phase, endedBy }: Session): string | undefined {
  if (phase === "open") return undefined;
  if (phase === "waiting") return "the session has not begun";
  return endedBy === "timeout" ? "the session has timed out" : `the bot's ${endedBy} has ended the session`;
}
