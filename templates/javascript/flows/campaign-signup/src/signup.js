import { channelOf } from "./channel.js";
import { event } from "./event.js";
import { options, texts, whatsApp } from "./texts.js";

/** @import { BotEvent, PayloadOf, WebhookEvent } from "ulbot" */

/** @typedef {WebhookEvent["info"]} Info */

/**
 * Campaigns are of a WhatsApp number: whoever writes from elsewhere has none to subscribe.
 * @param {Info} info
 */
const isOnWhatsApp = (info) => channelOf(info) === "whatsapp_business";

/**
 * Says `opening` and offers what the contact can do.
 * @param {Info} info
 * @returns {BotEvent[]}
 */
export function offer(info, opening = "") {
  const isSubscribed = info.context?.subscribed === true;
  const body = `${opening} ${isSubscribed ? texts.anythingElse : texts.invitation}`.trim();
  const choices = isSubscribed ? [options.person] : Object.values(options);
  const template = { body, options: choices, fallback: `${body} ${texts.sendNumber}` };
  const isFramed = isOnWhatsApp(info) && !isSubscribed;
  return [event({ cid: info.cid }, "button_template", isFramed ? { ...frame, ...template } : template)];
}

/**
 * Of an invitation. Other channels would lose both.
 * @type {Partial<PayloadOf<"button_template">>}
 */
const frame = {
  header: { type: "text", text: texts.header },
  footer: texts.footer,
};

/**
 * Subscribes the number that the contact writes from, and says so; shows the way to WhatsApp where there is none.
 * @param {Info} info
 * @returns {BotEvent[]}
 */
export function subscribe(info) {
  if (!isOnWhatsApp(info)) return showWay(info);
  const to = { cid: info.cid, context: { ...info.context, subscribed: true } };
  return [event(to, "contact_update", { campaigns: true }), event(to, "message", { body: texts.subscribed })];
}

/**
 * @param {Info} info
 * @returns {BotEvent[]}
 */
function showWay({ cid }) {
  return [event({ cid }, "buttons", { body: texts.onlyOnWhatsApp, buttons: [whatsApp] })];
}

/**
 * Says goodbye.
 * @param {Info} info
 * @returns {BotEvent[]}
 */
export function decline({ cid }) {
  return [event({ cid }, "message", { body: texts.declined }), event({ cid }, "end", {})];
}

/**
 * Nobody took over.
 * @param {Info} info
 * @returns {BotEvent[]}
 */
export function apologize({ cid }) {
  return [event({ cid }, "message", { body: texts.nobodyThere })];
}

/**
 * Brings in a colleague.
 * @param {Info} info
 * @returns {BotEvent[]}
 */
export function forward({ cid }) {
  return [
    event({ cid }, "message", { body: texts.lookForColleague }),
    event({ cid }, "forward_any", { on_failure: "feedback" }),
  ];
}
