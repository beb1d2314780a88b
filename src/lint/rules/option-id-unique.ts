import type { ChoiceName } from "../../delivery/choice.ts";
import type { EventNode } from "../answer.ts";
import { onChoices } from "../limits.ts";
import type { Reporter, Rule } from "../rule.ts";

function check({ name, event, at }: EventNode<ChoiceName>, report: Reporter): void {
  const seen = new Map<string, number>();
  for (const [index, { id }] of event.packet.payload.options.entries()) {
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, index);
      continue;
    }
    const message = `the id ${JSON.stringify(id)} is that of option ${first + 1} already, so a click can't tell them apart`;
    report({ at: at(["options", index, "id"]), event: name, message });
  }
}

const question = (ids: readonly string[]) => ({
  body: "Which size?",
  options: ids.map((id, index) => ({ id, label: `Size ${index + 1}` })),
  fallback: "Which size? Send its number.",
});

export const optionIdUnique: Rule = {
  id: "option-id-unique",
  severity: "error",
  summary: "no two options of a message have the same id",
  good: [{ name: "bubbles", payload: question(["small", "large"]) }],
  bad: [{ name: "bubbles", payload: question(["size", "size"]) }],
  visit: onChoices(check),
};
