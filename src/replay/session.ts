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
  if (endedBy !== undefined) return `not sent: ${endedBy} ended the session before`;
  if (forwardedBy === undefined || name === "forward_failed") return undefined;
  return `not sent: ${forwardedBy} ended the session before, unless forward_failed comes next`;
}

/** The webhook as the platform would post it now: with the context that the bot set last. */
export function withContext(webhook: WebhookEvent, { context }: Session): WebhookEvent {
  return { ...webhook, info: { ...webhook.info, context } } as WebhookEvent;
}

/** The session that a webhook is posted in: a new one for `start` after an end, else the one that goes on. */
export function sessionFor(webhook: WebhookEvent, session: Session): Session {
  const isNew = session.endedBy !== undefined || session.forwardedBy !== undefined;
  if (isNew && webhook.packet.name === "start") return beginSession(webhook);
  return { context: session.context };
}

interface Sent {
  readonly info?: { readonly context?: unknown };
  readonly packet?: { readonly name?: unknown; readonly payload?: { readonly on_failure?: unknown } };
}

/**
 * The session after the platform has carried out the events of an answer: a context replaces the one before entirely, an
 * empty one is ignored, and of several in one list the last counts. Events after the end are not carried out.
 */
export function afterAnswer(session: Session, events: readonly unknown[]): Session {
  let next = session;
  for (const event of events) {
    if (next.endedBy !== undefined) break;
    const { info, packet } = (isObject(event) ? event : {}) as Sent;
    const context = info?.context;
    if (isObject(context) && Object.keys(context).length > 0) next = { ...next, context };
    const name = packet?.name;
    if (!isEventName(name)) continue;
    const { endsSession } = definitionOf(name);
    const feedback = packet?.payload?.on_failure === "feedback";
    if (endsSession === "always" || (endsSession === "unless-feedback" && !feedback)) next = { ...next, endedBy: name };
    else if (endsSession === "unless-feedback") next = { ...next, forwardedBy: name };
  }
  return next;
}
