import { casesByPlace, excessReport, limitFacts, listed, written } from "../limits.ts";
import type { Rule } from "../rule.ts";

const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `size-${index + 35}`, label: `Size ${index + 35}` }));
const question = { body: "Which size?", fallback: "Which size? Send its number." };

export const choiceClickable: Rule = {
  id: "choice-clickable",
  severity: "warning",
  summary: "a choice is within what each channel can show as buttons",
  good: [{ name: "bubbles", payload: { ...question, options: options(10) } }],
  bad: [{ name: "bubbles", payload: { ...question, options: options(11) } }],
  visit: {
    bubbles(node, report) {
      for (const place of casesByPlace(node, ({ asText }) => asText)) {
        const reasons = place.cases.map(({ channel, part, ...excess }) => {
          const { got, expected, unit } = limitFacts(excess);
          const what = part === "label" ? `a label of ${written(got)} ${unit}` : `${got} options`;
          return `on ${channel} (${what}, ${expected} can be clicked)`;
        });
        report({
          ...excessReport(node, place),
          message: `shown as numbered text ${listed(reasons)}`,
          hint: "a list_template keeps ten options clickable on WhatsApp; or ask in two steps",
        });
      }
    },
  },
};
