import { link, text } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";
import { inferred, listOf, required, types } from "../parameter.ts";

export const buttons = defineEvent({
  name: "buttons",
  summary: "shows buttons that open addresses; the bot does not hear of the clicks",
  evidence: "documented",
  parameters: {
    body: inferred(types.text, "the text above the buttons", ["text"]),
    buttons: required({
      ...listOf({ body: text, link }),
      evidence: "inferred",
      summary: "the buttons, each with its text and its address",
      aliases: ["options", "items"],
    }),
  },
  endsSession: "never",
  madeFor: ["web"],
  example: [
    {
      name: "buttons",
      payload: {
        body: "You may find your answer here:",
        buttons: [
          { body: "Shipping costs", link: "https://shop.example.com/shipping" },
          { body: "Returns", link: "https://shop.example.com/returns" },
        ],
      },
    },
  ],
});
