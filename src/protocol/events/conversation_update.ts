import * as z from "zod/mini";
import { channelNames } from "../channels.ts";
import { customFields } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";
import { documented, types } from "../parameter.ts";

export const conversation_update = defineEvent({
  name: "conversation_update",
  summary: "writes what the conversation is about; at least one value is needed",
  evidence: "documented",
  parameters: {
    subject: documented(types.text, "the subject operators see"),
    topics: documented(z.array(types.text), "the topics operators see"),
    locale: documented(types.text, "language and country, such as `en_US`"),
    custom_fields: customFields,
  },
  endsSession: "never",
  madeFor: channelNames,
  example: [{ name: "conversation_update", payload: { subject: "Order 4711", topics: ["delivery"] } }],
});
