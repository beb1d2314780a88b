import { detailsOf, newDetails, readEmail, readName } from "./contact.js";
import { event } from "./event.js";
import { person, texts } from "./texts.js";

/** @import { BotEvent, WebhookEvent } from "ulbot" */
/** @import { Details } from "./contact.js" */

/** @typedef {WebhookEvent["info"]} Info */

/**
 * Which answer the bot waits for; it comes back from the platform as `info.context.step`.
 * @typedef {"name" | "email" | "forward"} Step
 */

/**
 * Says `opening` and asks for what is still missing; looks for a colleague once nothing is.
 * @param {Info} info
 * @param {string} opening
 * @param {Details} details
 * @returns {BotEvent[]}
 */
export function goOn(info, opening, details = detailsOf(info)) {
  if (details.name === undefined) return ask(info, "name", `${opening} ${texts.askName}`, details);
  if (details.email === undefined) return ask(info, "email", `${opening} ${texts.askEmail}`, details);
  return forward(info, opening, details);
}

/**
 * Takes what the contact wrote or clicked as the answer to the last question.
 * @param {Info} info
 * @param {string} text
 * @returns {BotEvent[]}
 */
export function takeAnswer(info, text) {
  const details = detailsOf(info);
  switch (info.context?.step) {
    case "name": {
      const name = readName(text);
      return name ? goOn(info, texts.hello(name), { ...details, name }) : goOn(info, texts.notAName);
    }
    case "email": {
      const email = readEmail(text);
      return email ? goOn(info, texts.thanks, { ...details, email }) : goOn(info, texts.notAnEmail);
    }
    case "forward":
      return [];
    default:
      return goOn(info, texts.heard);
  }
}

/**
 * Goes on after something that can't be an answer: a file or a place.
 * @param {Info} info
 * @returns {BotEvent[]}
 */
export function takeNote(info) {
  return info.context?.step === "forward" ? [] : goOn(info, texts.seen);
}

/**
 * Nobody took over: promises an e-mail and ends, or asks for the details without which nobody could write one.
 * @param {Info} info
 * @returns {BotEvent[]}
 */
export function stayBehind(info) {
  const details = detailsOf(info);
  if (details.email === undefined) return goOn(info, texts.nobodyThere);
  const to = remember(info, "forward", details);
  return [event(to, "message", { body: texts.replyByEmail(details.email) }), event(to, "end", {})];
}

/**
 * Brings in a colleague, after telling the platform what was learnt about the contact.
 * @param {Info} info
 * @param {string} opening
 * @param {Details} details
 * @returns {BotEvent[]}
 */
export function forward(info, opening, details = detailsOf(info)) {
  const to = remember(info, "forward", details);
  const learnt = newDetails(info, details);
  return [
    ...(Object.keys(learnt).length > 0 ? [event(to, "contact_update", learnt)] : []),
    event(to, "message", { body: `${opening} ${texts.lookForColleague}` }),
    event(to, "forward_any", { on_failure: "feedback" }),
  ];
}

/**
 * @param {Info} info
 * @param {Step} step
 * @param {string} question
 * @param {Details} details
 * @returns {BotEvent[]}
 */
function ask(info, step, question, details) {
  const fallback = `${question} ${texts.orNumber}`;
  return [event(remember(info, step, details), "bubbles", { body: question, options: [person], fallback })];
}

/**
 * The platform replaces the whole context, and ignores an empty one: always send all of it.
 * @param {Info} info
 * @param {Step} step
 * @param {Details} details
 * @returns {BotEvent["info"]}
 */
function remember({ cid, context }, step, details) {
  return { cid, context: { ...context, step, ...details } };
}
