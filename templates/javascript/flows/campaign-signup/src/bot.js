import { chosen } from "./choice.js";
import { apologize, decline, forward, offer, subscribe } from "./signup.js";
import { options, texts } from "./texts.js";

/** @import { BotEvent, WebhookEvent } from "ulbot" */

/**
 * Answers one webhook: invites to campaigns, and subscribes whoever wants it.
 * @param {WebhookEvent} webhook
 * @returns {BotEvent[]}
 */
export function bot({ info, packet }) {
  switch (chosen(packet, Object.values(options))?.id) {
    case options.subscribe.id:
      return subscribe(info);
    case options.decline.id:
      return decline(info);
    case options.person.id:
      return forward(info);
  }
  switch (packet.name) {
    case "start":
      // on the website the contact could not write yet; on a channel this already holds the first message or file
      return offer(info, Object.keys(packet.payload).length === 0 ? "" : texts.heard);
    case "message":
    case "click":
    case "media":
    case "location":
      return offer(info, texts.notUnderstood);
    case "forward_failed":
      return apologize(info);
    case "campaign_unsubscribe":
      return []; // the platform has unsubscribed the contact and confirmed it; tell your own systems here
    default:
      return []; // an event the platform has added since
  }
}
