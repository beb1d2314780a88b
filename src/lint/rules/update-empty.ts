import { definitionOf } from "../../protocol/events/index.ts";
import type { EventNode } from "../answer.ts";
import type { Reporter, Rule } from "../rule.ts";

function checkUpdate({ name, event, shape, at }: EventNode, report: Reporter): void {
  // a value of a wrong type is another rule's business
  if (shape.faults.some(({ kind }) => kind === "type")) return;
  const known = Object.keys(definitionOf(name).parameters);
  const given = Object.keys(event.packet.payload);
  if (given.some((key) => known.includes(key))) return;
  report({ at: at([]), event: name, message: `${name} updates nothing: it has none of ${known.join(", ")}` });
}

export const updateEmpty: Rule = {
  id: "update-empty",
  severity: "error",
  summary: "an update holds at least one value",
  good: [{ name: "contact_update", payload: { email: "ada@example.com" } }],
  bad: [{ name: "contact_update", payload: {} }],
  visit: { contact_update: checkUpdate, conversation_update: checkUpdate },
};
