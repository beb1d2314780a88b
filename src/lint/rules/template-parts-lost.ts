import type { Loss } from "../../delivery/rendering.ts";
import { listed } from "../../written.ts";
import type { EventNode } from "../answer.ts";
import type { Reporter, Rule } from "../rule.ts";

/** The parts of a template that have no rule of their own, in words. */
const parts = {
  headline: "the headline is",
  footer: "the footer is",
  options_headline: "the headline above the options is",
  description: "the descriptions of the options are",
} as const satisfies Partial<Record<Loss["part"], string>>;

function check({ name, renderings, at }: EventNode, report: Reporter): void {
  for (const [part, subject] of Object.entries(parts)) {
    const losers = renderings.filter(({ lost }) => lost.some((loss) => loss.part === part));
    const path = losers[0]?.lost.find((loss) => loss.part === part)?.path;
    if (path === undefined) continue;
    const channels = losers.map(({ channel }) => channel);
    const message = `${subject} lost on ${listed(channels)}`;
    report({ at: at(path), event: name, message, channels, hint: "say what matters in the body and the labels" });
  }
}

const template = (footer: Readonly<Record<string, string>>) => ({
  body: "Where do you want to pick it up?",
  button: "Choose a shop",
  options: [{ id: "south", label: "South" }],
  fallback: "Where do you want to pick it up? Send the number.",
  ...footer,
});

export const templatePartsLost: Rule = {
  id: "template-parts-lost",
  severity: "warning",
  summary: "every part of a template is shown on every channel it goes to",
  good: [{ name: "list_template", payload: template({}) }],
  bad: [{ name: "list_template", payload: template({ footer: "You can change it later" }) }],
  visit: { button_template: check, list_template: check },
};
