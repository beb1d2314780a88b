import type { ChoiceName } from "../../delivery/choice.ts";
import { type Channel, factsOf } from "../../protocol/channels.ts";
import type { EventName, PayloadOf } from "../../protocol/events/index.ts";
import type { EventNode } from "../answer.ts";
import { quoted } from "../quoted.ts";
import type { Rule } from "../rule.ts";

/** More labels than a session shows, and few enough to remember. */
const rememberedLabels = 1000;

const choiceNames: readonly EventName[] = [
  "bubbles",
  "carousel",
  "button_template",
  "list_template",
] satisfies ChoiceName[];

/** The channels on which a second click on the options arrives as a message with the label. */
function lateClicksOn({ renderings }: EventNode): Channel[] {
  const clickable = renderings.filter(({ form, channel }) => form !== "numbered_text" && factsOf(channel).clickable);
  return clickable.map(({ channel }) => channel);
}

const question = (body: string, id: string) => ({
  name: "bubbles",
  payload: { body, options: [{ id, label: "Yes" }], fallback: `${body} Send its number.` },
});

export const optionLabelReuse: Rule = {
  id: "option-label-reuse",
  severity: "warning",
  summary: "a label stands for the same option in a whole conversation",
  good: [question("Is the address right?", "yes"), question("Is the name right?", "yes")],
  bad: [question("Is the address right?", "address-yes"), question("Is the name right?", "name-yes")],
  sessionEvents: choiceNames,
  session() {
    const ids = new Map<string, string>();
    return ({ nodes }, report) => {
      for (const node of nodes) {
        if (!choiceNames.includes(node.name)) continue;
        const { options } = node.event.packet.payload as PayloadOf<ChoiceName>;
        for (const [index, { id, label }] of options.entries()) {
          const before = ids.get(label);
          if (before === undefined || before === id) continue;
          const channels = lateClicksOn(node);
          if (channels.length === 0) break;
          report({
            at: node.at(["options", index, "label"]),
            event: node.name,
            message: `the label ${quoted(label)} stood for ${quoted(before)} before and stands for ${quoted(id)} here`,
            hint: "a late click arrives as a message with the label, and nobody can tell which of them is meant",
            channels,
          });
        }
        // two options of one message with one label are another rule's business
        for (const { id, label } of options) if (ids.size < rememberedLabels || ids.has(label)) ids.set(label, id);
      }
    };
  },
};
