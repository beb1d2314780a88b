import * as z from "zod/mini";
import { channelNames } from "../channels.ts";
import { defineEvent } from "../event.ts";
import { documented, inferred, objectOf, required, types } from "../parameter.ts";

const kinds = z.enum(["operator", "contact"]);

const recipient = {
  type: required(documented(kinds, "who gets it")),
  id: inferred(types.nameOrId, "the operator's id"),
} as const;

export const email_dispatch = defineEvent({
  name: "email_dispatch",
  summary: "mails the transcript once the conversation has ended; a contact needs an e-mail address by then",
  evidence: "documented",
  parameters: {
    recipient: required({
      schema: z.union([objectOf(recipient), kinds]),
      fields: recipient,
      evidence: "inferred",
      summary: "an operator or the contact",
      aliases: ["type"],
    }),
  },
  endsSession: "never",
  madeFor: channelNames,
  example: [{ name: "email_dispatch", payload: { recipient: { type: "contact" } } }],
});
