import type { BotEvent, WebhookEvent } from "ulbot";
import { chosen } from "./choice.ts";
import { event } from "./event.ts";
import { person, texts } from "./texts.ts";

type Info = WebhookEvent["info"];

/** Answers one webhook: greets, and looks for a colleague where the contact wants one. */
export function bot({ info, packet }: WebhookEvent): BotEvent[] {
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
      packet satisfies never;
      return []; // an event the platform has added since
  }
}

function offer({ cid }: Info, opening: string): BotEvent[] {
  const fallback = `${opening} ${texts.sendNumber}`;
  return [event({ cid }, "bubbles", { body: opening, options: [person], fallback })];
}

function forward({ cid }: Info): BotEvent[] {
  return [
    event({ cid }, "message", { body: texts.lookForColleague }),
    event({ cid }, "forward_any", { on_failure: "feedback" }),
  ];
}
