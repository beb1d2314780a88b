import type { Rule } from "../rule.ts";

const question = { body: "Which size?", options: [{ id: "s", label: "Small" }] };

export const choiceFallback: Rule = {
  id: "choice-fallback",
  severity: "error",
  summary: "a choice message has a fallback, the text for channels without buttons",
  good: [{ name: "bubbles", payload: { ...question, fallback: "Which size? Send its number." } }],
  bad: [{ name: "bubbles", payload: question }],
  event({ name, shape, at }, report) {
    for (const fault of shape.faults) {
      if (fault.kind !== "missing" || fault.parameter !== "fallback") continue;
      const message = `${name} has no fallback, which every channel without buttons shows above the numbered options`;
      report({
        at: at(fault.path, "written"),
        event: name,
        message,
        hint: 'such as "fallback": "Which size? Send its number."',
      });
    }
  },
};
