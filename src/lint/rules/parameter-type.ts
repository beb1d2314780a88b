import { shown } from "../quoted.ts";
import type { Rule } from "../rule.ts";
import type { PayloadPath } from "../shape.ts";

/** The parameter at the end of a path, with the indexes that lead to a value in its list: `topics[0]`. */
function namedBy(path: PayloadPath): string {
  const name = path.findLastIndex((step) => typeof step === "string");
  return path
    .slice(name)
    .map((step) => (typeof step === "string" ? step : `[${step}]`))
    .join("");
}

export const parameterType: Rule = {
  id: "parameter-type",
  severity: "error",
  summary: "every parameter has the type, or one of the values, that the platform reads",
  good: [{ name: "message", payload: { body: "Hello", text_format: "markdown_v1" } }],
  bad: [{ name: "message", payload: { body: "<b>Hello</b>", text_format: "html" } }],
  event({ name, shape, at }, report) {
    for (const fault of shape.faults) {
      if (fault.kind !== "type") continue;
      // a recipient that is neither operator nor contact has a rule of its own
      if (name === "email_dispatch" && typeof fault.value === "string") continue;
      const { evidence } = fault.description;
      report({
        at: at(fault.path, "written"),
        event: name,
        severity: evidence === "inferred" ? "warning" : "error",
        evidence,
        message: `${namedBy(fault.path)} is ${shown(fault.value)}, but it has to be ${fault.expected}`,
      });
    }
  },
};
