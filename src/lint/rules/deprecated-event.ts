import { definitionOf } from "../../protocol/events/index.ts";
import type { Rule } from "../rule.ts";

export const deprecatedEvent: Rule = {
  id: "deprecated-event",
  severity: "warning",
  summary: "no event is one that the platform is about to remove",
  good: [{ name: "buttons", payload: { buttons: [{ body: "Track it", link: "https://shop.example.com/track" }] } }],
  bad: [{ name: "button", payload: { body: "Track it", link: "https://shop.example.com/track" } }],
  event({ name, item }, report) {
    const { deprecatedFor } = definitionOf(name);
    if (deprecatedFor === undefined) return;
    const message = `${name} is deprecated and will be removed from the API; use ${deprecatedFor}`;
    report({ at: [...item.path, "packet", "name"], event: name, message });
  },
};
