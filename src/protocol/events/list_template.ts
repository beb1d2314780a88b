import { fallback, footer, optionFields, text } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";
import { documented, inferred, listOf, required, types } from "../parameter.ts";

export const list_template = defineEvent({
  name: "list_template",
  summary:
    "sends a text whose button opens a list of up to ten options, made for WhatsApp; a choice comes back as `click`",
  evidence: "documented",
  parameters: {
    headline: inferred(types.text, "stands above the body", ["header", "title"]),
    body: text,
    button: required(
      inferred(types.text, "the text of the button that opens the list", ["button_text", "button_label"]),
    ),
    footer,
    options_headline: inferred(types.text, "stands above the options in the list", [
      "selection_headline",
      "list_title",
    ]),
    options: required({
      ...listOf({ ...optionFields, description: documented(types.text, "small text below the label") }),
      evidence: "documented",
      summary: "the choices, in the order they are shown",
    }),
    fallback,
  },
  endsSession: "never",
  madeFor: ["whatsapp_business"],
  example: [
    {
      name: "list_template",
      payload: {
        headline: "Our shops",
        body: "In which of our shops would you like to pick up your order?",
        button: "Choose a shop",
        footer: "You can change it later",
        options_headline: "Cologne",
        options: [
          { id: "south", label: "Southern quarter", description: "open until 8 pm" },
          { id: "north", label: "Northern quarter", description: "open until 6 pm" },
        ],
        fallback: "In which shop would you like to pick up your order? Please answer with a number.",
      },
    },
  ],
});
