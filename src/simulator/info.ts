import { isObject, type JsonObject } from "../input/json.ts";
import type { Channel } from "../protocol/channels.ts";
import { channelOf, type WebhookEvent } from "../protocol/envelope.ts";
import type { Packet } from "../protocol/event.ts";
import type { PayloadOf } from "../protocol/events/index.ts";
import type { Session } from "./state.ts";

/** What webhooks say besides cid and context; what isn't known is kept. */
export interface Info {
  readonly approach_mode: "normal" | "proactive";
  readonly contact: JsonObject;
  readonly conversation: JsonObject;
  readonly widget: JsonObject | null;
  readonly [key: string]: unknown;
}

/** A conversation that says which channel it comes from, in its own words where they are right. */
function from(channel: Channel, conversation: JsonObject): JsonObject {
  const isNamed = isObject(conversation.contact_channel) && channelOf({ info: { cid: "", conversation } }) === channel;
  return isNamed ? conversation : { ...conversation, contact_channel: { state: "valid", type: channel } };
}

/** All that the webhooks of a channel say, with as much of it as is given. */
export function infoFor(channel: Channel, given: Partial<Info>): Info {
  const { cid: _cid, context: _context, ...rest } = given;
  // what was recorded may hold anything
  const contact = isObject(rest.contact) ? rest.contact : {};
  const conversation = isObject(rest.conversation) ? rest.conversation : {};
  return { approach_mode: "normal", widget: {}, ...rest, contact, conversation: from(channel, conversation) };
}

/** What the platform posts now. */
export function webhookOf({ cid, info, context }: Session, packet: Packet): WebhookEvent {
  const { approach_mode, contact, conversation, ...others } = info;
  return { info: { approach_mode, cid, contact, context, conversation, ...others }, packet } as WebhookEvent;
}

/** The recorded webhook as the platform posts it now: with the context that the bot set last. */
export function recordedWith({ context }: Session, { info }: WebhookEvent, packet: Packet): WebhookEvent {
  return { info: { ...info, context }, packet } as WebhookEvent;
}

const contactKeys = ["name", "email", "mobile_number", "external_customer_id", "custom_fields"] as const;
const conversationKeys = ["subject", "topics", "locale", "custom_fields"] as const;

function picked(payload: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.filter((key) => payload[key] !== undefined).map((key) => [key, payload[key]]));
}

/** What an update writes about the contact. */
export function contactChanges(payload: PayloadOf<"contact_update">): JsonObject {
  return picked(payload, contactKeys);
}

/** What an update writes about the conversation. */
export function conversationChanges(payload: PayloadOf<"conversation_update">): JsonObject {
  return picked(payload, conversationKeys);
}

/** A contact or conversation after an update; where custom fields are shown, and that they are merged, is inferred. */
export function updated(before: JsonObject, { custom_fields, ...changes }: JsonObject): JsonObject {
  if (!isObject(custom_fields)) return { ...before, ...changes };
  const known = isObject(before.custom_field_data) ? before.custom_field_data : {};
  return { ...before, ...changes, custom_field_data: { ...known, ...custom_fields } };
}
