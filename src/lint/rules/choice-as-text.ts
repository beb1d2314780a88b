import { listed } from "../../written.ts";
import type { EventNode } from "../answer.ts";
import type { Reporter, Rule } from "../rule.ts";

const question = {
  body: "Which size?",
  options: [{ id: "s", label: "Small" }],
  fallback: "Which size? Send its number.",
};

// a carousel, which loses its images as well, and bubbles that are too many or too long have rules of their own
function check(node: EventNode, report: Reporter): void {
  const texts = node.renderings.filter(({ form, asText }) => form === "numbered_text" && asText.length === 0);
  const channels = texts.map(({ channel }) => channel);
  if (channels.length === 0) return;
  const message = `shown as numbered text on ${listed(channels)}; only a number that comes next is a click`;
  report({ at: node.item.path, event: node.name, message, channels });
}

export const choiceAsText: Rule = {
  id: "choice-as-text",
  severity: "info",
  summary: "a choice goes to channels that can show it as buttons",
  good: [{ name: "message", payload: { body: "Which size: small or large?" } }],
  bad: [{ name: "bubbles", payload: question }],
  visit: { bubbles: check, button_template: check, list_template: check },
};
