import { definitionOf } from "../../protocol/events/index.ts";
import type { EventNode } from "../answer.ts";
import type { Severity } from "../finding.ts";
import type { Rule } from "../rule.ts";

/** Whether the session is over after an event: for sure, only if somebody was available, or not at all. */
function endOf({ name, event }: EventNode): Severity | undefined {
  const { endsSession } = definitionOf(name);
  if (endsSession === "never") return undefined;
  const { on_failure } = event.packet.payload as { on_failure?: unknown };
  return endsSession === "unless-feedback" && on_failure === "feedback" ? "info" : "error";
}

export const eventAfterEnd: Rule = {
  id: "event-after-end",
  severity: "error",
  summary: "nothing follows the event that ends the session",
  good: [{ name: "message", payload: { body: "Good bye!" } }, { name: "end" }],
  bad: [{ name: "end" }, { name: "message", payload: { body: "Good bye!" } }],
  answer(nodes, report) {
    let end: { name: string; severity: Severity } | undefined;
    for (const node of nodes) {
      if (end) {
        const reaches = end.severity === "error" ? "reaches nobody" : "reaches nobody once the forward has succeeded";
        report({
          at: node.item.path,
          event: node.name,
          severity: end.severity,
          message: `${node.name} ${reaches}: the ${end.name} before it ends the session`,
          hint: `put ${end.name} last`,
        });
      }
      const severity = endOf(node);
      if (severity && end?.severity !== "error") end = { name: node.name, severity };
    }
  },
};
