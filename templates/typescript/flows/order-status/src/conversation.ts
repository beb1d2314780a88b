import type { BotEvent, WebhookEvent } from "ulbot";
import { event } from "./event.ts";
import { options, texts } from "./texts.ts";

type Info = WebhookEvent["info"];

/** What the bot waits for; it comes back from the platform as `info.context.step`. */
type Step = "choice" | "number" | "forward";

/** Says `opening` and offers what the bot can do. */
export function offer(info: Info, opening: string): BotEvent[] {
  return [choice(remember(info, "choice"), opening)];
}

/** Says what became of a look-up, at any time: whatever the session is at by then, it stays there. */
export function sayResult(cid: string, result: string): BotEvent[] {
  return [choice({ cid }, `${result} ${texts.anythingElse}`)];
}

function choice(to: BotEvent["info"], body: string): BotEvent {
  return event(to, "bubbles", { body, options: Object.values(options), fallback: `${body} ${texts.sendNumber}` });
}

/** Asks for the number of the order. */
export function askNumber(info: Info, opening = ""): BotEvent[] {
  return [event(remember(info, "number"), "message", { body: `${opening} ${texts.askNumber}`.trim() })];
}

/** Says that the order is being looked up. */
export function sayOneMoment(info: Info, number: string): BotEvent[] {
  return [event(remember(info, "choice"), "message", { body: texts.oneMoment(number) })];
}

/** Says that something was not what the bot can deal with; nothing while it looks for a colleague. */
export function askAgain(info: Info): BotEvent[] {
  switch (info.context?.step as Step | undefined) {
    case "number":
      return askNumber(info, texts.noNumber);
    case "forward":
      return [];
    default:
      return offer(info, texts.notUnderstood);
  }
}

/** Brings in a colleague. */
export function forward(info: Info): BotEvent[] {
  const to = remember(info, "forward");
  return [event(to, "message", { body: texts.lookForColleague }), event(to, "forward_any", { on_failure: "feedback" })];
}

/** Nobody took over: the bot goes on. */
export function stayBehind(info: Info): BotEvent[] {
  return offer(info, texts.nobodyThere);
}

// The platform replaces the whole context, and ignores an empty one: always send all of it.
function remember({ cid, context }: Info, step: Step): BotEvent["info"] {
  return { cid, context: { ...context, step } };
}
