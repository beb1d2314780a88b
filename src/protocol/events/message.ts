import * as z from "zod/mini";
import { channelNames } from "../channels.ts";
import { text } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";
import { documented } from "../parameter.ts";

export const message = defineEvent({
  name: "message",
  summary: "sends a text to the contact",
  evidence: "documented",
  parameters: {
    body: text,
    text_format: documented(
      z.enum(["markdown_v1", "plain"]),
      "`markdown_v1` formats the text; `plain` is inferred and the same as leaving it out",
    ),
  },
  endsSession: "never",
  madeFor: channelNames,
  example: [{ name: "message", payload: { body: "Welcome! How can we help you?" } }],
});
