import type { EventNode } from "../answer.ts";
import { casesByPlace, excessReport, onChoices } from "../limits.ts";
import type { Reporter, Rule } from "../rule.ts";

export const choiceTextLength: Rule = {
  id: "choice-text-length",
  severity: "error",
  summary: "the fallback and the numbered options together are as short as each channel wants them",
  good: [
    {
      name: "bubbles",
      payload: {
        body: "Which size?",
        options: [{ id: "s", label: "Small" }],
        fallback: "Which size? Send its number.",
      },
    },
  ],
  bad: [
    {
      name: "bubbles",
      payload: { body: "Which size?", options: [{ id: "s", label: "Small" }], fallback: "Which size? ".repeat(400) },
    },
  ],
  visit: onChoices((node: EventNode, report: Reporter) => {
    // a text has no other part that could be too long
    const places = casesByPlace(node, ({ form, excesses }) => (form === "numbered_text" ? excesses : []));
    for (const place of places) {
      const facts = excessReport(node, place);
      report({ ...facts, message: `with its numbered options the fallback has ${facts.message}` });
    }
  }),
};
