import type { ChoiceName } from "../../delivery/choice.ts";
import type { PayloadPath } from "../../delivery/rendering.ts";
import type { EventNode } from "../answer.ts";
import { onChoices } from "../limits.ts";
import type { Reporter, Rule } from "../rule.ts";

function isBlank(node: EventNode, path: PayloadPath): boolean {
  const text = node.given(path);
  return typeof text === "string" && text.trim() === "";
}

/** What a part is called in a message. */
function nameOf(path: PayloadPath): string {
  const name = path.at(-1);
  if (name === "text") return "header";
  return name === "options_headline" ? "headline above the options" : String(name);
}

/** Reports the texts that are given but blank; one that is missing is another rule's business. */
function checkTexts(node: EventNode, paths: readonly PayloadPath[], report: Reporter): void {
  for (const path of paths) {
    if (!isBlank(node, path)) continue;
    const message = `the ${nameOf(path)} is empty, so there is nothing to read`;
    report({ at: node.at(path), event: node.name, message });
  }
}

/** The same for parts that an event can do without: what the platform makes of one that is blank is not documented. */
function checkParts(node: EventNode, paths: readonly PayloadPath[], report: Reporter): void {
  checkTexts(node, paths, (found) =>
    report({ ...found, severity: "warning", evidence: "inferred", hint: "leave it out where there is nothing to say" }),
  );
}

const texts = [["body"], ["fallback"]];

const inEach = (list: "options" | "buttons", members: readonly unknown[], part: string): PayloadPath[] =>
  Array.from(members, (_member, index) => [list, index, part]);

function checkChoice(node: EventNode<ChoiceName>, report: Reporter): void {
  checkTexts(node, [...texts, ...inEach("options", node.event.packet.payload.options, "label")], report);
}

export const textEmpty: Rule = {
  id: "text-empty",
  severity: "error",
  summary: "every text that the contact is to read has something in it",
  good: [{ name: "message", payload: { body: "Hello" } }],
  bad: [{ name: "message", payload: { body: " " } }],
  visit: {
    message: (node, report) => checkTexts(node, texts, report),
    button: (node, report) => checkTexts(node, texts, report),
    buttons: (node, report) => checkTexts(node, inEach("buttons", node.event.packet.payload.buttons, "body"), report),
    ...onChoices(checkChoice),
    button_template(node, report) {
      const { header } = node.event.packet.payload;
      checkChoice(node, report);
      checkParts(node, [...(header?.type === "text" ? [["header", "text"]] : []), ["footer"]], report);
    },
    list_template(node, report) {
      const { options } = node.event.packet.payload;
      checkChoice(node, report);
      if (isBlank(node, ["button"])) {
        const message = "the button is empty, so there is nothing to open the list with";
        report({ at: node.at(["button"]), event: node.name, severity: "warning", evidence: "inferred", message });
      }
      const descriptions = inEach("options", options, "description");
      checkParts(node, [["headline"], ["footer"], ["options_headline"], ...descriptions], report);
    },
  },
};
