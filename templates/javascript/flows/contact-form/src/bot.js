import { chosen } from "./choice.js";
import { forward, goOn, stayBehind, takeAnswer, takeNote } from "./form.js";
import { person, texts } from "./texts.js";

/** @import { BotEvent, WebhookEvent } from "ulbot" */

/**
 * Answers one webhook: asks for name and e-mail address, then looks for a colleague.
 * @param {WebhookEvent} webhook
 * @returns {BotEvent[]}
 */
export function bot({ info, packet }) {
  if (chosen(packet, [person])) return forward(info, texts.thanks);
  switch (packet.name) {
    case "start":
      // on the website the contact could not write yet; on a channel this already holds the first message or file
      return goOn(info, Object.keys(packet.payload).length === 0 ? texts.welcome : texts.heard);
    case "message":
      return takeAnswer(info, packet.payload.body);
    case "click":
      return takeAnswer(info, packet.payload.value.label ?? "");
    case "media":
    case "location":
      return takeNote(info);
    case "forward_failed":
      return stayBehind(info);
    case "campaign_unsubscribe":
      return []; // the platform has confirmed it already
    default:
      return []; // an event the platform has added since
  }
}
