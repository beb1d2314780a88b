import * as z from "zod/mini";
import { channelNames } from "../channels.ts";
import { defineWebhook } from "../event.ts";
import { documented, required } from "../parameter.ts";

export const message = defineWebhook({
  name: "message",
  summary: "the contact wrote something",
  evidence: "documented",
  parameters: { body: required(documented(z.string(), "the text")) },
  comesFrom: channelNames,
  examples: [{ body: "My order number is 4711" }],
});
