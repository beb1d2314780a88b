import { listed, written } from "../../written.ts";
import { type Case, casesByPlace, excessReport, groupedBy, limitFacts } from "../limits.ts";
import type { Rule } from "../rule.ts";

const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `size-${index + 35}`, label: `Size ${index + 35}` }));
const question = { body: "Which size?", fallback: "Which size? Send its number." };

function reasonOf({ part, ...excess }: Case): string {
  const { got, expected, unit } = limitFacts(excess);
  if (part === "options") return `${got} options, ${expected} can be clicked`;
  return `a label of ${written(got)} ${unit}, ${expected} can be shown on a button`;
}

const hints = {
  options: "ask in two steps, or leave some out",
  label: "a shorter label keeps all options clickable",
} as const;

export const choiceClickable: Rule = {
  id: "choice-clickable",
  severity: "warning",
  summary: "a choice is within what each channel can show as buttons",
  good: [{ name: "bubbles", payload: { ...question, options: options(10) } }],
  bad: [{ name: "bubbles", payload: { ...question, options: options(11) } }],
  visit: {
    bubbles(node, report) {
      for (const place of casesByPlace(node, ({ asText }) => asText)) {
        const reasons = groupedBy(place.cases, reasonOf).map((group) => {
          const channels = listed(group.map(({ channel }) => channel));
          return `on ${channels} (${reasonOf(group[0] as Case)})`;
        });
        report({
          ...excessReport(node, place),
          message: `${place.cases.some(({ certain }) => certain) ? "" : "perhaps "}shown as numbered text ${listed(reasons)}`,
          hint: hints[place.path.at(-1) === "label" ? "label" : "options"],
        });
      }
    },
  },
};
