import { fallback, optionFields } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";
import { inferred, listOf, required, types } from "../parameter.ts";

export const carousel = defineEvent({
  name: "carousel",
  summary: "sends buttons with images; a click on one comes back as `click`",
  evidence: "documented",
  parameters: {
    body: inferred(types.text, "the text above the images", ["text"]),
    options: required({
      ...listOf({
        ...optionFields,
        image_url: required(inferred(types.text, "address of the option's image", ["image", "picture", "link"])),
      }),
      evidence: "documented",
      summary: "the choices, each with an image",
    }),
    fallback,
  },
  endsSession: "never",
  madeFor: ["web"],
  example: [
    {
      name: "carousel",
      payload: {
        body: "Which bicycle do you have?",
        options: [
          { id: "city", label: "City bicycle", image_url: "https://cdn.example.com/city.jpg" },
          { id: "cargo", label: "Cargo bicycle", image_url: "https://cdn.example.com/cargo.jpg" },
        ],
        fallback: "Which bicycle do you have? Please answer with a number.",
      },
    },
  ],
});
