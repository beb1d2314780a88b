import type { PayloadOfDefinition, WebhookDefinition } from "../event.ts";
import { campaign_unsubscribe } from "./campaign_unsubscribe.ts";
import { click } from "./click.ts";
import { forward_failed } from "./forward_failed.ts";
import { location } from "./location.ts";
import { media } from "./media.ts";
import { message } from "./message.ts";
import { start } from "./start.ts";

/** Every event that the platform posts to a bot. */
export const webhooks = {
  start,
  message,
  click,
  media,
  location,
  forward_failed,
  campaign_unsubscribe,
} as const satisfies Record<string, WebhookDefinition>;

/** The wire name of an event that the platform posts to a bot. */
export type WebhookName = keyof typeof webhooks;

export const webhookNames = Object.keys(webhooks) as readonly WebhookName[];

/** The payload of a webhook event. */
export type WebhookPayloadOf<Name extends WebhookName> = PayloadOfDefinition<(typeof webhooks)[Name]>;

/** Whether a text is the name of an event that the platform posts. */
export function isWebhookName(name: unknown): name is WebhookName {
  return typeof name === "string" && Object.hasOwn(webhooks, name);
}
