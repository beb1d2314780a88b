import type { ChoiceName } from "../../delivery/choice.ts";
import { factsOf } from "../../protocol/channels.ts";
import type { EventNode } from "../answer.ts";
import { onChoices } from "../limits.ts";
import { quoted } from "../quoted.ts";
import type { Reporter, Rule } from "../rule.ts";

const isClickable = (form: string): form is "button_template" | "list" => form === "button_template" || form === "list";

/** The channels that refuse an id with blanks around it. */
function refusedBy({ renderings }: EventNode) {
  const refusing = renderings.filter(
    ({ channel, form }) => isClickable(form) && factsOf(channel).trimmed?.[form]?.includes("id"),
  );
  return refusing.map(({ channel }) => channel);
}

function check(node: EventNode<ChoiceName>, report: Reporter): void {
  for (const [index, option] of node.event.packet.payload.options.entries()) {
    for (const part of ["id", "label"] as const) {
      const value = option[part];
      const trimmed = value.trim();
      const at = node.at(["options", index, part]);
      if (trimmed === "" && part === "id" && typeof node.given(["options", index, part]) === "string") {
        const message = "the id is empty, so a click comes back without saying what was clicked";
        report({ at, event: node.name, message, evidence: "inferred" });
      }
      if (trimmed === value || trimmed === "") continue;
      const channels = part === "id" ? refusedBy(node) : [];
      const consequence =
        channels.length > 0 ? `which ${channels.join(" and ")} refuses` : "which come back with a click";
      report({
        at,
        event: node.name,
        severity: channels.length > 0 ? "warning" : "info",
        message: `the ${part} ${quoted(value)} has blanks around it, ${consequence}`,
        channels,
        evidence: "inferred",
        fix: { title: `trim the ${part}`, changes: [{ kind: "set", at, value: trimmed }] },
      });
    }
  }
}

const question = (id: string) => ({
  body: "Which size?",
  options: [{ id, label: "Small" }],
  fallback: "Which size? Send its number.",
});

export const optionBlanks: Rule = {
  id: "option-blanks",
  severity: "warning",
  summary: "ids and labels of options have no blanks around them, and no id is empty",
  good: [{ name: "bubbles", payload: question("small") }],
  bad: [{ name: "bubbles", payload: question("small ") }],
  visit: onChoices(check),
};
