import { isObject } from "../input/json.ts";
import type { Context, WebhookEvent } from "../protocol/envelope.ts";
import { definitionOf, isEventName } from "../protocol/events/index.ts";

/** What the platform knows of a session between two turns. */
export interface Session {
  /** what the next webhook echoes */
  readonly context: Context;
  /** the event that ended the session; only a new `start` goes on from here */
  readonly endedBy?: string;
  /** the forward with `on_failure: "feedback"` that ended the session unless `forward_failed` comes */
  readonly forwardedBy?: string;
}

/** The session as its first recorded webhook found it. */
export function beginSession(webhook: WebhookEvent): Session {
  return { context: webhook.info.context ?? {} };
}

/** Why the platform would not post a webhook in this session, or `undefined` where it would. */
export function whyNotPosted({ endedBy, forwardedBy }: Session, webhook: WebhookEvent): string | undefined {
  const { name } = webhook.packet;
  if (name === "start") return undefined;
  if (endedBy !== undefined) return `not sent: the bot's ${endedBy} has ended the session`;
  if (forwardedBy === undefined || name === "forward_failed") return undefined;
  return `not sent: the bot's ${forwardedBy} has ended the session, unless forward_failed comes`;
}

/** The webhook as the platform would post it now: with the context that the bot set last. */
export function withContext(webhook: WebhookEvent, { context }: Session): WebhookEvent {
  return { ...webhook, info: { ...webhook.info, context } } as WebhookEvent;
}

/** The session that a webhook is posted in: a new one for `start`, else the one that goes on. */
export function sessionFor(webhook: WebhookEvent, session: Session): Session {
  return webhook.packet.name === "start" ? beginSession(webhook) : { context: session.context };
}

interface Sent {
  readonly info?: { readonly context?: unknown } | null;
  readonly packet?: {
    readonly name?: unknown;
    readonly payload?: { readonly on_failure?: unknown } | null;
  } | null;
}

/** The session after one event of an answer, which may be anything. After the end nothing is carried out any more. */
function afterEvent(session: Session, event: unknown): Session {
  if (session.endedBy !== undefined) return session;
  const { info, packet }: Sent = isObject(event) ? event : {};
  const context = info?.context;
  const next = isObject(context) && Object.keys(context).length > 0 ? { ...session, context } : session;
  const name = packet?.name;
  if (!isEventName(name)) return next;
  const { endsSession } = definitionOf(name);
  if (endsSession === "never") return next;
  const waits = endsSession === "unless-feedback" && packet?.payload?.on_failure === "feedback";
  return waits ? { ...next, forwardedBy: name } : { ...next, endedBy: name };
}

/**
 * The session after the platform has carried out the events of an answer: a context replaces the one before entirely, an
 * empty one is ignored, and of several in one list the last counts. Events after the end are not carried out.
 */
export function afterAnswer(session: Session, events: readonly unknown[]): Session {
  return events.reduce(afterEvent, session);
}
