import { shown } from "../quoted.ts";
import type { Rule } from "../rule.ts";

export const dispatchRecipient: Rule = {
  id: "dispatch-recipient",
  severity: "error",
  summary: "a transcript is mailed to an operator or to the contact",
  good: [{ name: "email_dispatch", payload: { recipient: { type: "contact" } } }],
  bad: [{ name: "email_dispatch", payload: { recipient: { type: "team" } } }],
  visit: {
    email_dispatch({ name, shape, at }, report) {
      for (const fault of shape.faults) {
        if (fault.kind !== "type" || typeof fault.value !== "string") continue;
        report({
          at: at(fault.path, "written"),
          event: name,
          message: `a transcript can't be mailed to ${shown(fault.value)}, only to operator or contact`,
        });
      }
    },
  },
};
