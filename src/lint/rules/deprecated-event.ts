import { definitionOf } from "../../protocol/events/index.ts";
import type { EventNode } from "../answer.ts";
import type { Change } from "../change.ts";
import type { Rule } from "../rule.ts";

/** How one event becomes another that does the same, by the deprecated event's name. */
const changesFor: Readonly<Record<string, (packet: readonly (string | number)[]) => readonly Change[]>> = {
  button: (packet) => [
    { kind: "set", at: [...packet, "name"], value: "buttons" },
    { kind: "wrap", at: [...packet, "payload"], before: '{"buttons": [', after: "]}" },
  ],
};

/** The change to the event that took its place, where the payload is as it should be. */
function fixOf({ name, item, shape }: EventNode, deprecatedFor: string) {
  const changes = shape.faults.length === 0 ? changesFor[name]?.([...item.path, "packet"]) : undefined;
  return changes && { title: `make it ${deprecatedFor}`, changes };
}

export const deprecatedEvent: Rule = {
  id: "deprecated-event",
  severity: "warning",
  summary: "no event is one that the platform is about to remove",
  good: [{ name: "buttons", payload: { buttons: [{ body: "Track it", link: "https://shop.example.com/track" }] } }],
  bad: [{ name: "button", payload: { body: "Track it", link: "https://shop.example.com/track" } }],
  event(node, report) {
    const { name, item } = node;
    const { deprecatedFor } = definitionOf(name);
    if (deprecatedFor === undefined) return;
    const message = `${name} is deprecated and will be removed from the API; use ${deprecatedFor}`;
    report({ at: [...item.path, "packet", "name"], event: name, message, fix: fixOf(node, deprecatedFor) });
  },
};
