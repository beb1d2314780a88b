import type { WebhookEvent } from "ulbot";

/** Where the contact writes from: `web`, `whatsapp_business`, `facebook`, `telegram`, `threema`, `sms` or `custom`. */
export function channelOf({ conversation }: WebhookEvent["info"]): string {
  return conversation?.contact_channel?.type ?? "web";
}
