import { event } from "./event.js";
import { options, texts } from "./texts.js";

/** @import { BotEvent, WebhookEvent } from "ulbot" */

/** @typedef {WebhookEvent["info"]} Info */

/**
 * What the bot waits for; it comes back from the platform as `info.context.step`.
 * @typedef {"choice" | "number" | "forward"} Step
 */

/**
 * Says `opening` and offers what the bot can do.
 * @param {Info} info
 * @param {string} opening
 * @returns {BotEvent[]}
 */
export function offer(info, opening) {
  return [choice(remember(info, "choice"), opening)];
}

/**
 * Says what became of a look-up, at any time: whatever the session is at by then, it stays there.
 * @param {string} cid
 * @param {string} result
 * @returns {BotEvent[]}
 */
export function sayResult(cid, result) {
  return [choice({ cid }, `${result} ${texts.anythingElse}`)];
}

/**
 * @param {BotEvent["info"]} to
 * @param {string} body
 * @returns {BotEvent}
 */
function choice(to, body) {
  return event(to, "bubbles", { body, options: Object.values(options), fallback: `${body} ${texts.sendNumber}` });
}

/**
 * Asks for the number of the order.
 * @param {Info} info
 * @returns {BotEvent[]}
 */
export function askNumber(info, opening = "") {
  return [event(remember(info, "number"), "message", { body: `${opening} ${texts.askNumber}`.trim() })];
}

/**
 * Says that the order is being looked up.
 * @param {Info} info
 * @param {string} number
 * @returns {BotEvent[]}
 */
export function sayOneMoment(info, number) {
  return [event(remember(info, "choice"), "message", { body: texts.oneMoment(number) })];
}

/**
 * Says that something was not what the bot can deal with; nothing while it looks for a colleague.
 * @param {Info} info
 * @returns {BotEvent[]}
 */
export function askAgain(info) {
  switch (info.context?.step) {
    case "number":
      return askNumber(info, texts.noNumber);
    case "forward":
      return [];
    default:
      return offer(info, texts.notUnderstood);
  }
}

/**
 * Brings in a colleague.
 * @param {Info} info
 * @returns {BotEvent[]}
 */
export function forward(info) {
  const to = remember(info, "forward");
  return [event(to, "message", { body: texts.lookForColleague }), event(to, "forward_any", { on_failure: "feedback" })];
}

/**
 * Nobody took over: the bot goes on.
 * @param {Info} info
 * @returns {BotEvent[]}
 */
export function stayBehind(info) {
  return offer(info, texts.nobodyThere);
}

/**
 * The platform replaces the whole context, and ignores an empty one: always send all of it.
 * @param {Info} info
 * @param {Step} step
 * @returns {BotEvent["info"]}
 */
function remember({ cid, context }, step) {
  return { cid, context: { ...context, step } };
}
