import { onChoices, reportExcesses } from "../limits.ts";
import type { Rule } from "../rule.ts";

const template = (description: string) => ({
  body: "Where do you want to pick it up?",
  button: "Choose a shop",
  options: [{ id: "south", label: "South", description }],
  fallback: "Where do you want to pick it up? Send the number.",
});

export const optionDescriptionLength: Rule = {
  id: "option-description-length",
  severity: "error",
  summary: "a description is as short as each channel wants it",
  good: [{ name: "list_template", payload: template("open until 8 pm") }],
  bad: [{ name: "list_template", payload: template("open until 8 pm ".repeat(6)) }],
  visit: onChoices(reportExcesses(({ excesses }) => excesses.filter(({ part }) => part === "description"))),
};
