import { onChoices, reportExcesses } from "../limits.ts";
import type { Rule } from "../rule.ts";

const template = (label: string) => ({
  body: "Shall we remind you?",
  options: [{ id: "yes", label }],
  fallback: "Shall we remind you? Send the number of your answer.",
});

export const optionLabelLength: Rule = {
  id: "option-label-length",
  severity: "error",
  summary: "a label is as short as each channel wants it",
  good: [{ name: "button_template", payload: template("Yes, please") }],
  bad: [{ name: "button_template", payload: template("Yes, please, one day before") }],
  visit: onChoices(reportExcesses(({ excesses }) => excesses.filter(({ part }) => part === "label"))),
};
