import * as z from "zod/mini";
import { fallback, footer, options, text } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";
import { inferred, objectOf, required, types } from "../parameter.ts";

const header = {
  type: required(inferred(z.enum(["text", "image", "video", "document"]), "what the header shows")),
  text: inferred(types.text, "the header of type `text`"),
  link: inferred(types.text, "address of the image, video or document", ["url", "href"]),
} as const;

export const button_template = defineEvent({
  name: "button_template",
  summary: "sends a text with up to three buttons, made for WhatsApp and Facebook; a click comes back as `click`",
  evidence: "documented",
  parameters: {
    header: {
      schema: objectOf(header),
      fields: header,
      evidence: "inferred",
      summary: "stands above the body; Facebook shows only images",
    },
    body: text,
    footer,
    options,
    fallback,
  },
  endsSession: "never",
  madeFor: ["whatsapp_business", "facebook"],
  example: [
    {
      name: "button_template",
      payload: {
        header: { type: "image", link: "https://cdn.example.com/spring.jpg" },
        body: "Our spring sale starts tomorrow. Shall we remind you?",
        options: [
          { id: "remind", label: "Remind me" },
          { id: "no", label: "No, thanks" },
        ],
        fallback: "Our spring sale starts tomorrow. Shall we remind you? Please answer with a number.",
      },
    },
  ],
});
