import { channelNames } from "../channels.ts";
import { defineWebhook } from "../event.ts";
import { documented, required, types } from "../parameter.ts";

export const message = defineWebhook({
  name: "message",
  summary: "the contact wrote something",
  evidence: "documented",
  parameters: { body: required(documented(types.text, "the text")) },
  comesFrom: channelNames,
  examples: [{ body: "My order number is 4711" }],
});
