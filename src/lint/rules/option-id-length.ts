import { onChoices, reportExcesses } from "../limits.ts";
import type { Rule } from "../rule.ts";

const template = (id: string) => ({
  body: "Shall we remind you?",
  options: [{ id, label: "Yes" }],
  fallback: "Shall we remind you? Send the number of your answer.",
});

export const optionIdLength: Rule = {
  id: "option-id-length",
  severity: "error",
  summary: "an id is as short as each channel wants it",
  good: [{ name: "button_template", payload: template("yes") }],
  bad: [{ name: "button_template", payload: template("yes".repeat(100)) }],
  visit: onChoices(reportExcesses(({ excesses }) => excesses.filter(({ part }) => part === "id"))),
};
