import { channelNames } from "../channels.ts";
import { defineWebhook } from "../event.ts";
import { documented, inferred, objectOf, required, types } from "../parameter.ts";

const value = {
  id: required(documented(types.text, "the id of the option")),
  label: inferred(types.text, "the label of the option"),
} as const;

export const click = defineWebhook({
  name: "click",
  summary: "the contact chose an option of bubbles, a carousel, a list_template or a button_template",
  evidence: "documented",
  parameters: {
    value: required({ schema: objectOf(value), fields: value, evidence: "documented", summary: "the option" } as const),
  },
  comesFrom: channelNames,
  examples: [{ value: { id: "delivery", label: "Delivery status" } }],
});
