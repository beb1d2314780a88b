import { isObject } from "../../input/json.ts";
import { definitionOf } from "../../protocol/events/index.ts";
import type { EventNode } from "../answer.ts";
import type { Reporter, Rule } from "../rule.ts";

function checkUpdate({ name, event, shape, at }: EventNode, report: Reporter): void {
  // a value of a wrong type is another rule's business
  if (shape.faults.some(({ kind }) => kind === "type")) return;
  const known = Object.keys(definitionOf(name).parameters);
  const given = Object.entries(event.packet.payload).filter(([key]) => known.includes(key));
  const empty = given.filter(([, value]) => isObject(value) && Object.keys(value).length === 0);
  if (given.length > empty.length) return;
  const why = empty.length > 0 ? "its custom_fields are empty" : `it has none of ${known.join(", ")}`;
  report({ at: at([]), event: name, message: `${name} updates nothing: ${why}` });
}

export const updateEmpty: Rule = {
  id: "update-empty",
  severity: "error",
  summary: "an update holds at least one value",
  good: [{ name: "contact_update", payload: { email: "ada@example.com" } }],
  bad: [{ name: "contact_update", payload: {} }],
  visit: { contact_update: checkUpdate, conversation_update: checkUpdate },
};
