import type { ChoiceName } from "../../delivery/choice.ts";
import { excessOf } from "../../delivery/measure.ts";
import { optionLimits } from "../../protocol/channels.ts";
import type { Limit } from "../../protocol/limit.ts";
import type { EventNode } from "../answer.ts";
import { limitFacts, onChoices } from "../limits.ts";
import type { Reporter, Rule } from "../rule.ts";

function check(node: EventNode<ChoiceName>, report: Reporter): void {
  const { name, event, shape, at } = node;
  // options that are missing or no list at all are another rule's business
  if (shape.faults.some(({ parameter }) => parameter === "options")) return;
  const { length } = event.packet.payload.options;
  const place = { at: at(["options"]), event: name };
  if (length === 0) report({ ...place, message: `${name} has no options, so there is nothing to choose from` });
  const limit: Limit | undefined = (optionLimits as Partial<Record<ChoiceName, Limit>>)[name];
  const excess = limit && excessOf(length, limit);
  if (!excess) return;
  const message = `${length} options, but ${name} has at most ${excess.limit.value}`;
  report({ ...place, message, limit: limitFacts(excess) });
}

/** Buttons that open an address are not options, but as little use where there is none. */
function checkLinks({ name, given, at }: EventNode<"buttons">, report: Reporter): void {
  const links = given(["buttons"]);
  if (!Array.isArray(links) || links.length > 0) return;
  const message = `${name} has no buttons, so there is nothing to click`;
  report({ at: at(["buttons"]), event: name, severity: "warning", evidence: "inferred", message });
}

const template = (labels: readonly string[]) => ({
  body: "Shall we remind you?",
  options: labels.map((label) => ({ id: label.toLowerCase(), label })),
  fallback: "Shall we remind you? Send the number of your answer.",
});

export const optionCount: Rule = {
  id: "option-count",
  severity: "error",
  summary: "a choice has at least one option, and a template no more than the platform takes",
  good: [{ name: "button_template", payload: template(["Yes", "No", "Later"]) }],
  bad: [{ name: "button_template", payload: template(["Yes", "No", "Later", "Never"]) }],
  visit: { ...onChoices(check), buttons: checkLinks },
};
