import type { Part } from "../../protocol/channel-facts.ts";
import { reportExcesses } from "../limits.ts";
import type { Rule } from "../rule.ts";

const texts: readonly Part[] = ["body", "header", "headline", "footer", "button", "options_headline"];

const check = reportExcesses(({ form, excesses }) =>
  form === "numbered_text" ? [] : excesses.filter(({ part }) => texts.includes(part)),
);

const template = (button: string) => ({
  body: "Where do you want to pick it up?",
  button,
  options: [{ id: "south", label: "South" }],
  fallback: "Where do you want to pick it up? Send the number.",
});

export const templateTextLength: Rule = {
  id: "template-text-length",
  severity: "error",
  summary: "the texts of a template are as short as each channel wants them",
  good: [{ name: "list_template", payload: template("Choose a shop") }],
  bad: [{ name: "list_template", payload: template("Choose one of our many shops") }],
  visit: { button_template: check, list_template: check },
};
