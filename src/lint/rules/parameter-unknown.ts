import type { Path } from "../../input/locate.ts";
import { nearest } from "../../nearest.ts";
import { quoted } from "../quoted.ts";
import { ruleWithOptions } from "../rule.ts";

/** Where a key would stand that takes the place of another. */
const pathOf = (key: Path, other: string): string => JSON.stringify([...key.slice(0, -1), other]);

export const parameterUnknown = ruleWithOptions({
  id: "parameter-unknown",
  severity: "info",
  summary: "every parameter is one that the event has",
  good: [{ name: "message", payload: { body: "Hello", text_format: "markdown_v1" } }],
  bad: [{ name: "message", payload: { body: "Hello", text_fromat: "markdown_v1" } }],
  options: { allow: { default: [] as readonly string[], summary: "parameters to let pass all the same" } },
  event({ name, shape, at }, report, { allow }) {
    const taken = new Set<string>();
    for (const fault of shape.faults) {
      if (fault.kind !== "unknown" || allow.includes(fault.parameter)) continue;
      const guess = nearest(fault.parameter, fault.known);
      const question = guess === undefined ? "" : `; did you mean ${guess}`;
      const place = at(fault.path, "written");
      const isSure = guess !== undefined && fault.couldBe.includes(guess) && !taken.has(pathOf(place, guess));
      if (isSure) taken.add(pathOf(place, guess));
      report({
        at: place,
        key: true,
        event: name,
        severity: guess === undefined ? "info" : "warning",
        message: `${name} has no parameter ${quoted(fault.parameter)}${question}`,
        ...(fault.known.length > 0 ? { hint: `its parameters here are ${fault.known.join(", ")}` } : {}),
        fix: isSure
          ? { title: `rename it to ${guess}`, changes: [{ kind: "rename", at: place, key: guess }] }
          : undefined,
      });
    }
  },
});
