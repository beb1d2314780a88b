import { nearest } from "../../nearest.ts";
import { quoted } from "../quoted.ts";
import type { Rule } from "../rule.ts";

export const parameterUnknown: Rule = {
  id: "parameter-unknown",
  severity: "info",
  summary: "every parameter is one that the event has",
  good: [{ name: "message", payload: { body: "Hello", text_format: "markdown_v1" } }],
  bad: [{ name: "message", payload: { body: "Hello", text_fromat: "markdown_v1" } }],
  event({ name, shape, at }, report) {
    for (const fault of shape.faults) {
      if (fault.kind !== "unknown") continue;
      const guess = nearest(fault.parameter, fault.known);
      const question = guess === undefined ? "" : `; did you mean ${guess}`;
      report({
        at: at(fault.path, "written"),
        key: true,
        event: name,
        severity: guess === undefined ? "info" : "warning",
        message: `${name} has no parameter ${quoted(fault.parameter)}${question}`,
        ...(fault.known.length > 0 ? { hint: `its parameters here are ${fault.known.join(", ")}` } : {}),
      });
    }
  },
};
