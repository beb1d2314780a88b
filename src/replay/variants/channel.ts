import { isObject, type JsonObject } from "../../input/json.ts";
import type { Channel } from "../../protocol/channels.ts";
import { channelOf, type WebhookEvent } from "../../protocol/envelope.ts";
import type { Packet, WebhookDefinition } from "../../protocol/event.ts";
import { fileFields } from "../../protocol/webhooks/file-fields.ts";
import { isWebhookName, webhooks } from "../../protocol/webhooks/index.ts";
import type { Conversation, Recorded } from "../conversation.ts";
import { varied } from "./varied.ts";

/** What a contact opens a conversation with who had nothing to write on the website. */
const neutralMessage = "Hello";

const linkKeys = ["link", ...fileFields.link.aliases];

const holdsFile = (payload: JsonObject): boolean => linkKeys.some((key) => Object.hasOwn(payload, key));

/** On the website a session starts before the contact has written anything. */
function startOnWeb({ body, ...rest }: JsonObject): Packet[] {
  return [
    { name: "start", payload: {} },
    ...(holdsFile(rest) ? [{ name: "media", payload: rest }] : []),
    ...(body === undefined ? [] : [{ name: "message", payload: { body } }]),
  ];
}

/** Everywhere else it starts with what the contact has written or uploaded. */
function startWithMessage(payload: JsonObject): Packet[] {
  const saysSomething = payload.body !== undefined || holdsFile(payload);
  return [{ name: "start", payload: saysSomething ? payload : { ...payload, body: neutralMessage } }];
}

function packetsOn({ packet }: WebhookEvent, channel: Channel): Packet[] {
  const { name, payload = {} }: Packet = packet;
  if (name === "start") return channel === "web" ? startOnWeb(payload) : startWithMessage(payload);
  const { comesFrom }: Partial<WebhookDefinition> = isWebhookName(name) ? webhooks[name] : {};
  return comesFrom?.includes(channel) === false ? [] : [packet];
}

function infoOn(info: WebhookEvent["info"], channel: Channel): WebhookEvent["info"] {
  // what was recorded has not been checked further than replay needs it
  const conversation: JsonObject = isObject(info.conversation) ? info.conversation : {};
  const recorded: JsonObject = isObject(conversation.contact_channel) ? conversation.contact_channel : {};
  const contactChannel = { state: "valid", ...recorded, type: channel };
  // only the website's messenger opens by itself
  const mode = info.approach_mode === "proactive" && channel !== "web" ? { approach_mode: "normal" as const } : {};
  return { ...info, ...mode, conversation: { ...conversation, contact_channel: contactChannel } };
}

function turnsOn(recorded: Recorded, channel: Channel): Recorded[] {
  const { webhook } = recorded;
  const info = infoOn(webhook.info, channel);
  return packetsOn(webhook, channel).map((packet) => ({
    ...recorded,
    webhook: { ...webhook, info, packet } as WebhookEvent,
  }));
}

/**
 * A conversation as it would be on a channel: itself where it was recorded there, else in a session of its own of which
 * nothing is expected. What cannot happen on the channel is left out; `undefined` where that is all of it.
 */
export function onChannel(conversation: Conversation, channel: Channel): Conversation | undefined {
  const [first] = conversation.turns;
  if (first && channelOf(first.webhook) === channel) return conversation;
  const turns = conversation.turns.flatMap((recorded) => turnsOn(recorded, channel));
  if (turns.length === 0) return undefined;
  return varied(conversation, turns, `channel ${channel}`, { kind: "channel", channel });
}
