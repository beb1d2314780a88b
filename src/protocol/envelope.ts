import * as z from "zod/mini";
import { type Channel, isChannel } from "./channels.ts";
import type { EventName, PayloadOf } from "./events/index.ts";
import type { WebhookName, WebhookPayloadOf } from "./webhooks/index.ts";

/** State of a session: any JSON object, echoed by the platform in every later webhook. */
const contextSchema = z.looseObject({});
export type Context = z.output<typeof contextSchema>;

const filled = z.string().check(z.minLength(1));

const packet = z.looseObject({ name: filled, payload: z.optional(z.looseObject({})) });

/** What every event of a bot has, whatever its name. */
export const eventEnvelope = z.looseObject({
  info: z.looseObject({ cid: z.string(), context: z.optional(contextSchema) }),
  packet,
});

/** The `info` of a webhook. Only `cid` is sure to be there; what isn't known is kept. */
export const webhookInfo = z.looseObject({
  cid: filled,
  approach_mode: z.optional(z.enum(["normal", "proactive"])),
  contact: z.optional(z.looseObject({})),
  context: z.optional(contextSchema),
  conversation: z.optional(
    z.looseObject({
      contact_channel: z.nullish(z.looseObject({ state: z.optional(z.string()), type: z.optional(z.string()) })),
    }),
  ),
  widget: z.nullish(z.looseObject({})),
});

/** What every webhook has, whatever its name. */
export const webhookEnvelope = z.looseObject({ info: webhookInfo, packet });

/** The `info` of an event that a bot sends. */
export type EventInfo = z.output<typeof eventEnvelope>["info"];

/** One event that a bot sends, by its name. */
export interface EventOf<Name extends EventName> {
  info: EventInfo;
  packet: { name: Name; payload: PayloadOf<Name> };
}

/** One event that a bot sends: `switch` on `packet.name` to know its payload. */
export type BotEvent = { [Name in EventName]: EventOf<Name> }[EventName];

/** One JSON body that the platform posts to a bot, by its name. */
export interface WebhookOf<Name extends WebhookName> {
  info: z.output<typeof webhookInfo>;
  packet: { name: Name; payload: WebhookPayloadOf<Name> };
}

/** One JSON body that the platform posts to a bot: `switch` on `packet.name` to know its payload. */
export type WebhookEvent = { [Name in WebhookName]: WebhookOf<Name> }[WebhookName];

/** The only shape of a session id ever seen: `chatbot::<number>:<32 hexadecimal digits>`. */
export const cidShape = /^chatbot::\d+:[0-9a-f]{32}$/;

/** Keys of `info` that only the platform writes, which tells a webhook from an event of a bot. */
export const webhookOnlyInfo = ["approach_mode", "contact", "conversation", "widget"] as const;

/** What a webhook says of the channel it came from, whether there is such a channel or not; `undefined` for the website. */
export function channelTypeOf(webhook: { info: z.output<typeof webhookInfo> }): string | undefined {
  return webhook.info.conversation?.contact_channel?.type;
}

/**
 * The channel a webhook came from; `web` where it names none, as conversations on the website do. An unknown type is
 * read as `custom`, which passes text on as it is.
 */
export function channelOf(webhook: { info: z.output<typeof webhookInfo> }): Channel {
  const type = channelTypeOf(webhook);
  if (type === undefined) return "web";
  return isChannel(type) ? type : "custom";
}
