import { chosen } from "./choice.js";
import { event } from "./event.js";
import { person, texts } from "./texts.js";

/** @import { BotEvent, WebhookEvent } from "ulbot" */

/** @typedef {WebhookEvent["info"]} Info */

/**
 * Answers one webhook: greets, and looks for a colleague where the contact wants one.
 * @param {WebhookEvent} webhook
 * @returns {BotEvent[]}
 */
export function bot({ info, packet }) {
  if (chosen(packet, [person])) return forward(info);
  switch (packet.name) {
    case "start":
      // on the website the contact could not write yet; on a channel this already holds the first message or file
      return offer(info, Object.keys(packet.payload).length === 0 ? texts.welcome : texts.heard);
    case "message":
    case "click":
    case "media":
    case "location":
      return offer(info, texts.notUnderstood);
    case "forward_failed":
      return offer(info, texts.nobodyThere);
    case "campaign_unsubscribe":
      return []; // the platform has confirmed it already
    default:
      return []; // an event the platform has added since
  }
}

/**
 * @param {Info} info
 * @param {string} opening
 * @returns {BotEvent[]}
 */
function offer({ cid }, opening) {
  const fallback = `${opening} ${texts.sendNumber}`;
  return [event({ cid }, "bubbles", { body: opening, options: [person], fallback })];
}

/**
 * @param {Info} info
 * @returns {BotEvent[]}
 */
function forward({ cid }) {
  return [
    event({ cid }, "message", { body: texts.lookForColleague }),
    event({ cid }, "forward_any", { on_failure: "feedback" }),
  ];
}
