import type { ChoiceName } from "../../delivery/choice.ts";
import type { EventNode } from "../answer.ts";
import { onChoices } from "../limits.ts";
import { quoted } from "../quoted.ts";
import type { Reporter, Rule } from "../rule.ts";
import type { Shape } from "../shape.ts";

/** The indexes of the options without an id that could be compared, which is another rule's business. */
function optionsWithoutId({ faults }: Shape): Set<unknown> {
  const about = faults.filter(({ parameter }) => parameter === "id" || parameter === "options");
  return new Set(about.map(({ path }) => path[1]));
}

function check({ name, event, shape, at }: EventNode<ChoiceName>, report: Reporter): void {
  const seen = new Map<string, number>();
  const withoutId = optionsWithoutId(shape);
  for (const [index, { id }] of event.packet.payload.options.entries()) {
    if (withoutId.has(index)) continue;
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, index);
      continue;
    }
    const message = `the id ${quoted(id)} is that of option ${first + 1} already, so a click can't tell them apart`;
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
