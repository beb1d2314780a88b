import type { Rule } from "../rule.ts";

export const parameterRequired: Rule = {
  id: "parameter-required",
  severity: "error",
  summary: "every parameter that an event can't do without is there",
  good: [{ name: "media", payload: { link: "https://cdn.example.com/map.png" } }],
  bad: [{ name: "media", payload: {} }],
  event({ name, shape, at }, report) {
    for (const fault of shape.faults) {
      // a choice without its fallback has a rule of its own
      if (fault.kind !== "missing" || fault.parameter === "fallback") continue;
      const { evidence, summary, aliases = [] } = fault.description;
      const inferred = evidence === "inferred";
      const others = aliases.length > 0 ? ` (${aliases.join(", ")} would do as well)` : "";
      report({
        at: at(fault.path, "written"),
        event: name,
        severity: inferred ? "warning" : "error",
        evidence,
        message: `${fault.parameter} is missing: ${summary}`,
        ...(inferred ? { hint: `that ${name} needs ${fault.parameter} is inferred${others}` } : {}),
      });
    }
  },
};
