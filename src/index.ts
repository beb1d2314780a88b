/** The library: the protocol, what channels make of it, and everything the commands do. */

export { deliver } from "./delivery/deliver.ts";
export { type Form, isRefused, type Loss, type PartExcess, type Rendering } from "./delivery/rendering.ts";
export { type FailureCategory, UlbotError } from "./errors.ts";
export {
  type Channel,
  type ChannelFacts,
  channelNames,
  channels,
  isChannel,
  platformLimits,
} from "./protocol/channels.ts";
export {
  type BotEvent,
  type Context,
  channelOf,
  type EventOf,
  type WebhookEvent,
  type WebhookOf,
} from "./protocol/envelope.ts";
export { type EventName, eventNames, events, isEventName, type PayloadOf } from "./protocol/events/index.ts";
export type { Limit, Trust, Unit } from "./protocol/limit.ts";
export type { Evidence, Parameter, Parameters } from "./protocol/parameter.ts";
export {
  isWebhookName,
  type WebhookName,
  type WebhookPayloadOf,
  webhookNames,
  webhooks,
} from "./protocol/webhooks/index.ts";
