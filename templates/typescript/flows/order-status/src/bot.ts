import type { BotEvent, WebhookEvent } from "ulbot";
import type { Bot } from "./app.ts";
import { chosen, textOf } from "./choice.ts";
import { askAgain, askNumber, forward, offer, sayOneMoment, stayBehind } from "./conversation.ts";
import type { LookUp } from "./lookup.ts";
import { readOrderNumber } from "./samples.ts";
import { options, texts } from "./texts.ts";

/** A bot that says what became of an order. What takes longer than an answer may take is left to `lookUp`. */
export function createBot(lookUp: LookUp): Bot {
  return ({ info, packet }) => {
    const number = readOrderNumber(textOf(packet) ?? "");
    if (number === undefined) return answer({ info, packet } as WebhookEvent);
    lookUp(info.cid, number);
    return sayOneMoment(info, number);
  };
}

/** Answers one webhook that holds no order number. */
function answer({ info, packet }: WebhookEvent): BotEvent[] {
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
      packet satisfies never;
      return []; // an event the platform has added since
  }
}
