import type { BotEvent, WebhookEvent } from "ulbot";
import { type Details, detailsOf, newDetails, readEmail, readName } from "./contact.ts";
import { event } from "./event.ts";
import { person, texts } from "./texts.ts";

type Info = WebhookEvent["info"];

/** Which answer the bot waits for; it comes back from the platform as `info.context.step`. */
type Step = "name" | "email" | "forward";

/** Says `opening` and asks for what is still missing; looks for a colleague once nothing is. */
export function goOn(info: Info, opening: string, details: Details = detailsOf(info)): BotEvent[] {
  if (details.name === undefined) return ask(info, "name", `${opening} ${texts.askName}`, details);
  if (details.email === undefined) return ask(info, "email", `${opening} ${texts.askEmail}`, details);
  return forward(info, opening, details);
}

/** Takes what the contact wrote or clicked as the answer to the last question. */
export function takeAnswer(info: Info, text: string): BotEvent[] {
  const details = detailsOf(info);
  switch (info.context?.step as Step | undefined) {
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

/** Goes on after something that can't be an answer: a file or a place. */
export function takeNote(info: Info): BotEvent[] {
  return info.context?.step === "forward" ? [] : goOn(info, texts.seen);
}

/** Nobody took over: promises an e-mail and ends, or asks for the details without which nobody could write one. */
export function stayBehind(info: Info): BotEvent[] {
  const details = detailsOf(info);
  if (details.email === undefined) return goOn(info, texts.nobodyThere);
  const to = remember(info, "forward", details);
  return [event(to, "message", { body: texts.replyByEmail(details.email) }), event(to, "end", {})];
}

/** Brings in a colleague, after telling the platform what was learnt about the contact. */
export function forward(info: Info, opening: string, details: Details = detailsOf(info)): BotEvent[] {
  const to = remember(info, "forward", details);
  const learnt = newDetails(info, details);
  return [
    ...(Object.keys(learnt).length > 0 ? [event(to, "contact_update", learnt)] : []),
    event(to, "message", { body: `${opening} ${texts.lookForColleague}` }),
    event(to, "forward_any", { on_failure: "feedback" }),
  ];
}

function ask(info: Info, step: Step, question: string, details: Details): BotEvent[] {
  const fallback = `${question} ${texts.orNumber}`;
  return [event(remember(info, step, details), "bubbles", { body: question, options: [person], fallback })];
}

// The platform replaces the whole context, and ignores an empty one: always send all of it.
function remember({ cid, context }: Info, step: Step, details: Details): BotEvent["info"] {
  return { cid, context: { ...context, step, ...details } };
}
