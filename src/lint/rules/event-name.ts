import { nearest } from "../../nearest.ts";
import { eventNames, isEventName } from "../../protocol/events/index.ts";
import { isWebhookName } from "../../protocol/webhooks/index.ts";
import { quoted } from "../quoted.ts";
import type { Rule } from "../rule.ts";

function messageOf(name: string): string {
  if (isWebhookName(name)) return `${name} is an event that the platform posts, a bot can't send it`;
  const guess = nearest(name, eventNames);
  return guess === undefined
    ? `there is no event ${quoted(name)}`
    : `there is no event ${quoted(name)}; did you mean ${guess}`;
}

export const eventName: Rule = {
  id: "event-name",
  severity: "error",
  summary: "every event has a name the platform knows",
  good: [{ name: "message", payload: { body: "Hello" } }],
  bad: [{ name: "mesage", payload: { body: "Hello" } }],
  item({ value, path }, faults, report) {
    if (faults.length > 0) return;
    const { name } = (value as { packet: { name: string } }).packet;
    if (isEventName(name)) return;
    const hint = `the events are ${eventNames.join(", ")}`;
    report({ at: [...path, "packet", "name"], message: messageOf(name), hint });
  },
};
