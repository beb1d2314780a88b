/** @import { WebhookEvent } from "ulbot" */

/**
 * Where the contact writes from: `web`, `whatsapp_business`, `facebook`, `telegram`, `threema`, `sms` or `custom`.
 * @param {WebhookEvent["info"]} info
 */
export function channelOf({ conversation }) {
  return conversation?.contact_channel?.type ?? "web";
}
