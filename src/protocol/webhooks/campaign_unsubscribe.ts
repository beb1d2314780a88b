import * as z from "zod/mini";
import { defineWebhook } from "../event.ts";
import { inferred, types } from "../parameter.ts";

export const campaign_unsubscribe = defineWebhook({
  name: "campaign_unsubscribe",
  summary: "the contact left a WhatsApp campaign by its unsubscribe keyword",
  evidence: "documented",
  parameters: {
    channel: inferred(z.unknown(), "the channel of the campaign"),
    keyword: inferred(types.text, "what the contact sent"),
  },
  comesFrom: ["whatsapp_business"],
  examples: [{ keyword: "STOP" }],
});
