import { chosen, textOf } from "./choice.js";
import { askAgain, askNumber, forward, offer, sayOneMoment, stayBehind } from "./conversation.js";
import { readOrderNumber } from "./samples.js";
import { options, texts } from "./texts.js";

/** @import { BotEvent, WebhookEvent } from "ulbot" */
/** @import { Bot } from "./app.js" */
/** @import { LookUp } from "./lookup.js" */

/**
 * A bot that says what became of an order. What takes longer than an answer may take is left to `lookUp`.
 * @param {LookUp} lookUp
 * @returns {Bot}
 */
export function createBot(lookUp) {
  return ({ info, packet }) => {
    const number = readOrderNumber(textOf(packet) ?? "");
    if (number === undefined) return answer(/** @type {WebhookEvent} */ ({ info, packet }));
    lookUp(info.cid, number);
    return sayOneMoment(info, number);
  };
}

/**
 * Answers one webhook that holds no order number.
 * @param {WebhookEvent} webhook
 * @returns {BotEvent[]}
 */
function answer({ info, packet }) {
  switch (chosen(packet, Object.values(options))?.id) {
    case options.order.id:
      return askNumber(info);
    case options.person.id:
      return forward(info);
  }
  switch (packet.name) {
    case "start":
      // on the website the contact could not write yet; on a channel this already holds the first message or file
      return offer(info, Object.keys(packet.payload).length === 0 ? texts.welcome : texts.heard);
    case "message":
    case "click":
    case "media":
    case "location":
      return askAgain(info);
    case "forward_failed":
      return stayBehind(info);
    case "campaign_unsubscribe":
      return []; // the platform has confirmed it already
    default:
      return []; // an event the platform has added since
  }
}
