import type { ChoiceName } from "../../delivery/choice.ts";
import type { Form, Rendering } from "../../delivery/rendering.ts";
import { factsOf } from "../../protocol/channels.ts";
import { listed } from "../../written.ts";
import type { EventNode } from "../answer.ts";
import { onChoices } from "../limits.ts";
import { quoted } from "../quoted.ts";
import type { Reporter, Rule } from "../rule.ts";

/** Whether the channel refuses a message of this form whose labels are not all different. */
function refuses({ channel, form }: Rendering): boolean {
  const unique: Partial<Record<Form, readonly string[]>> = factsOf(channel).unique;
  return unique[form]?.includes("label") === true;
}

function check({ event, name, renderings, given, at }: EventNode<ChoiceName>, report: Reporter): void {
  const seen = new Map<string, number>();
  const channels = renderings.filter(refuses).map(({ channel }) => channel);
  for (const [index, { label }] of event.packet.payload.options.entries()) {
    const first = seen.get(label) ?? index;
    seen.set(label, first);
    const path = ["options", index, "label"];
    if (first === index || given(path) === undefined) continue;
    const refusal = channels.length > 0 ? `, which ${listed(channels)} refuses` : "";
    report({
      at: at(path),
      event: name,
      severity: channels.length > 0 ? "error" : "warning",
      message: `the label ${quoted(label)} is that of option ${first + 1} already${refusal}`,
      channels,
    });
  }
}

const question = (labels: readonly string[]) => ({
  body: "Which size?",
  options: labels.map((label, index) => ({ id: `size-${index + 1}`, label })),
  fallback: "Which size? Send its number.",
});

export const optionLabelUnique: Rule = {
  id: "option-label-unique",
  severity: "warning",
  summary: "no two options of a message have the same label",
  good: [{ name: "bubbles", payload: question(["Small", "Large"]) }],
  bad: [{ name: "bubbles", payload: question(["Small", "Small"]) }],
  visit: onChoices(check),
};
