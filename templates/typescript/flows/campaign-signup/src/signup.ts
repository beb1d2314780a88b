import type { BotEvent, PayloadOf, WebhookEvent } from "ulbot";
import { channelOf } from "./channel.ts";
import { event } from "./event.ts";
import { options, texts, whatsApp } from "./texts.ts";

type Info = WebhookEvent["info"];

// Campaigns are of a WhatsApp number: whoever writes from elsewhere has none to subscribe.
const isOnWhatsApp = (info: Info): boolean => channelOf(info) === "whatsapp_business";

/** Says `opening` and offers what the contact can do. */
export function offer(info: Info, opening = ""): BotEvent[] {
  const isSubscribed = info.context?.subscribed === true;
  const body = `${opening} ${isSubscribed ? texts.anythingElse : texts.invitation}`.trim();
  const choices = isSubscribed ? [options.person] : Object.values(options);
  const template = { body, options: choices, fallback: `${body} ${texts.sendNumber}` };
  const isFramed = isOnWhatsApp(info) && !isSubscribed;
  return [event({ cid: info.cid }, "button_template", isFramed ? { ...frame, ...template } : template)];
}

// Of an invitation. Other channels would lose both.
const frame: Partial<PayloadOf<"button_template">> = {
  header: { type: "text", text: texts.header },
  footer: texts.footer,
};

/** Subscribes the number that the contact writes from, and says so; shows the way to WhatsApp where there is none. */
export function subscribe(info: Info): BotEvent[] {
  if (!isOnWhatsApp(info)) return showWay(info);
  const to = { cid: info.cid, context: { ...info.context, subscribed: true } };
  return [event(to, "contact_update", { campaigns: true }), event(to, "message", { body: texts.subscribed })];
}

function showWay({ cid }: Info): BotEvent[] {
  return [event({ cid }, "buttons", { body: texts.onlyOnWhatsApp, buttons: [whatsApp] })];
}

/** Says goodbye. */
export function decline({ cid }: Info): BotEvent[] {
  return [event({ cid }, "message", { body: texts.declined }), event({ cid }, "end", {})];
}

/** Nobody took over. */
export function apologize({ cid }: Info): BotEvent[] {
  return [event({ cid }, "message", { body: texts.nobodyThere })];
}

/** Brings in a colleague. */
export function forward({ cid }: Info): BotEvent[] {
  return [
    event({ cid }, "message", { body: texts.lookForColleague }),
    event({ cid }, "forward_any", { on_failure: "feedback" }),
  ];
}
