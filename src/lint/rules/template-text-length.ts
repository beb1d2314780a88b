import type { Part } from "../../protocol/channels.ts";
import type { EventNode } from "../answer.ts";
import { casesByPlace, excessReport } from "../limits.ts";
import type { Reporter, Rule } from "../rule.ts";

const texts: readonly Part[] = ["body", "header", "headline", "footer", "button", "options_headline"];

function check(node: EventNode, report: Reporter): void {
  const places = casesByPlace(node, ({ form, excesses }) =>
    form === "numbered_text" ? [] : excesses.filter(({ part }) => texts.includes(part)),
  );
  for (const place of places) report(excessReport(node, place));
}

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
