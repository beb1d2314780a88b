import { isRefused } from "../delivery/rendering.ts";
import type { JsonObject } from "../input/json.ts";
import type { EventNode } from "../lint/answer.ts";
import type { EventName, PayloadOf } from "../protocol/events/index.ts";
import { withChoice } from "./choices.ts";
import type { Outcome, Steps } from "./effect.ts";
import { contactChanges, conversationChanges, type Info, updated, webhookOf } from "./info.ts";
import type { Session } from "./state.ts";

type Action<Name extends EventName> = (session: Session, node: EventNode<Name>) => Steps;

function* show(session: Session, { item, renderings: [rendering] }: EventNode): Steps {
  if (rendering === undefined) return session;
  const event = item.value;
  if (isRefused(rendering)) {
    yield { kind: "refused", event, rendering };
    return session;
  }
  if (rendering.options.length === 0) {
    yield { kind: "show", event, rendering };
    return session;
  }
  const next = withChoice(session, rendering);
  yield { kind: "show", event, rendering, choice: next.choiceCount };
  return next;
}

const written = (session: Session, key: "contact" | "conversation", changes: JsonObject): Session => {
  const info: Info = { ...session.info, [key]: updated(session.info[key], changes) };
  return { ...session, info };
};

/** Carries out what waited for the conversation's end. */
function* dispatched(session: Session): Steps {
  for (const { event, isForContact } of session.dispatches) {
    const isLost = isForContact && !session.info.contact.email;
    if (isLost) yield { kind: "dropped", event, reason: "the contact has no e-mail address" };
    else yield { kind: "dispatch", event, state: "carried out" };
  }
  return { ...session, dispatches: [] };
}

/** Ends the session. Only `end` ends the conversation as well; after anything else operators may go on with it. */
export function* finish(session: Session, by: EventName | "timeout", outcome: Outcome): Steps {
  yield { kind: "over", by, outcome };
  const reason = `it was held back when ${by === "timeout" ? "the session timed out" : `${by} ended the session`}`;
  for (const { event, until } of session.held) if (until === undefined) yield { kind: "dropped", event, reason };
  const over: Session = {
    ...session,
    phase: "over",
    endedBy: by,
    held: [],
    numbered: undefined,
  };
  return outcome === "ended" ? yield* dispatched(over) : over;
}

/** Whether the bot wants to hear of it where nobody takes the forward. */
export function isForwardWithFeedback({ packet }: EventNode["event"]): boolean {
  return "on_failure" in packet.payload && packet.payload.on_failure === "feedback";
}

function* forward(session: Session, { name, event }: EventNode): Steps {
  const wantsFeedback = isForwardWithFeedback(event);
  const { operators } = session;
  if (operators === true || (operators === "unknown" && !wantsFeedback)) {
    return yield* finish(session, name, "forwarded");
  }
  if (!wantsFeedback) return yield* finish(session, name, "unassigned");
  if (operators === "unknown") return { ...session, forwardedBy: name };
  yield { kind: "post", webhook: webhookOf(session, { name: "forward_failed", payload: {} }) };
  return session;
}

function* plan(session: Session, event: unknown, isForContact: boolean): Steps {
  yield { kind: "dispatch", event, state: "planned" };
  return { ...session, dispatches: [...session.dispatches, { event, isForContact }] };
}

/** What the platform does about each event. A delay is over by the time that anything is carried out. */
const actions: { readonly [Name in EventName]: Action<Name> } = {
  message: show,
  bubbles: show,
  carousel: show,
  button_template: show,
  list_template: show,
  button: show,
  buttons: show,
  media: show,

  *navigate(session, { item, event }) {
    if (session.channel === "web") yield { kind: "navigate", event: item.value, link: event.packet.payload.link };
    else yield { kind: "dropped", event: item.value, reason: "only the website has a page that could change" };
    return session;
  },

  *contact_update(session, { item, event }) {
    const { payload } = event.packet;
    const changes = contactChanges(payload);
    if (Object.keys(changes).length > 0) yield { kind: "contact", event: item.value, changes };
    if (payload.campaigns !== undefined) {
      const reason = `campaigns are sent on whatsapp_business, not on ${session.channel}`;
      if (session.channel === "whatsapp_business") yield { kind: "campaigns", subscribed: payload.campaigns };
      else yield { kind: "dropped", event: item.value, part: "campaigns", reason };
    }
    return written(session, "contact", changes);
  },

  *conversation_update(session, { item, event }) {
    const changes = conversationChanges(event.packet.payload);
    if (Object.keys(changes).length > 0) yield { kind: "conversation", event: item.value, changes };
    return written(session, "conversation", changes);
  },

  abort: (session, { name }) => finish(session, name, "aborted"),
  end: (session, { name }) => finish(session, name, "ended"),
  forward_group: forward,
  forward_skills: forward,
  forward_any: forward,

  // biome-ignore lint/correctness/useYield: nothing is left to do
  *delay(session) {
    return session;
  },

  *note_create(session, { item, event }) {
    const { body, contact_identity_id: contact } = event.packet.payload;
    yield { kind: "note", event: item.value, body, ...(contact === undefined ? {} : { contact }) };
    return session;
  },

  addon_dispatch: (session, { item }) => plan(session, item.value, false),

  *email_dispatch(session, { item, event }) {
    // nothing harmless can stand in for a recipient that is none
    const { recipient }: Partial<PayloadOf<"email_dispatch">> = event.packet.payload;
    const type = typeof recipient === "string" ? recipient : recipient?.type;
    if (type !== undefined) return yield* plan(session, item.value, type === "contact");
    yield { kind: "dropped", event: item.value, reason: "it names no recipient" };
    return session;
  },
};

/** Carries out one event in an open session. */
export function carryOut<Name extends EventName>(session: Session, node: EventNode<Name>): Steps {
  return actions[node.name](session, node);
}
