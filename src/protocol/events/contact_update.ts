import { channelNames } from "../channels.ts";
import { customFields } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";
import { documented, types } from "../parameter.ts";

export const contact_update = defineEvent({
  name: "contact_update",
  summary: "writes what the bot learnt about the contact; at least one value is needed",
  evidence: "documented",
  parameters: {
    name: documented(types.text, "the contact's name"),
    email: documented(types.text, "the contact's e-mail address"),
    mobile_number: documented(types.text, "the contact's mobile number, with country code"),
    external_customer_id: documented(types.text, "the contact's id in another system"),
    custom_fields: customFields,
    campaigns: documented(
      types.flag,
      "`true` subscribes the contact to campaigns of the WhatsApp number being written to, `false` unsubscribes",
    ),
  },
  endsSession: "never",
  madeFor: channelNames,
  example: [{ name: "contact_update", payload: { name: "Ada Lovelace", email: "ada@example.com" } }],
});
