import type { ChoiceName } from "../../delivery/choice.ts";
import type { PayloadPath } from "../../delivery/rendering.ts";
import type { EventNode } from "../answer.ts";
import { onChoices } from "../limits.ts";
import type { Reporter, Rule } from "../rule.ts";

/** Reports the texts that are given but blank; one that is missing is another rule's business. */
function checkTexts(node: EventNode, paths: readonly PayloadPath[], report: Reporter): void {
  for (const path of paths) {
    const text = node.given(path);
    if (typeof text !== "string" || text.trim() !== "") continue;
    report({
      at: node.at(path),
      event: node.name,
      message: `the ${path.at(-1)} is empty, so there is nothing to read`,
    });
  }
}

const texts = [["body"], ["fallback"]];

const labels = (options: readonly unknown[]): PayloadPath[] =>
  Array.from(options, (_option, index) => ["options", index, "label"]);

export const textEmpty: Rule = {
  id: "text-empty",
  severity: "error",
  summary: "every text that the contact is to read has something in it",
  good: [{ name: "message", payload: { body: "Hello" } }],
  bad: [{ name: "message", payload: { body: " " } }],
  visit: {
    message: (node, report) => checkTexts(node, texts, report),
    ...onChoices((node: EventNode<ChoiceName>, report: Reporter) =>
      checkTexts(node, [...texts, ...labels(node.event.packet.payload.options)], report),
    ),
  },
};
