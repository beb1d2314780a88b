import { channelNames } from "../channels.ts";
import { defineWebhook } from "../event.ts";
import { fileFields } from "./file-fields.ts";

export const media = defineWebhook({
  name: "media",
  summary: "the contact uploaded a file",
  evidence: "documented",
  parameters: fileFields,
  comesFrom: channelNames,
  examples: [
    {
      link: "https://files.example.com/2/invoice.pdf",
      name: "invoice.pdf",
      content_type: "application/pdf",
      size: 52110,
    },
  ],
});
