import { fallback, options, text } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";

export const bubbles = defineEvent({
  name: "bubbles",
  summary: "sends a text with buttons; a click on one comes back as `click`",
  evidence: "documented",
  parameters: { body: text, options, fallback },
  endsSession: "never",
  madeFor: ["web", "whatsapp_business", "facebook"],
  example: [
    {
      name: "bubbles",
      payload: {
        body: "What is it about?",
        options: [
          { id: "delivery", label: "Delivery status" },
          { id: "return", label: "Return an item" },
          { id: "other", label: "Something else" },
        ],
        fallback: "What is it about? Please answer with a number.",
      },
    },
  ],
});
