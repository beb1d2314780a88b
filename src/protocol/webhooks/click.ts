import * as z from "zod/mini";
import { channelNames } from "../channels.ts";
import { defineWebhook } from "../event.ts";
import { documented, inferred, objectOf, required } from "../parameter.ts";

const value = {
  id: required(documented(z.string(), "the id of the option")),
  label: inferred(z.string(), "the label of the option"),
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
