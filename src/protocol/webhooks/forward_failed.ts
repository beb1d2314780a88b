import { channelNames } from "../channels.ts";
import { defineWebhook } from "../event.ts";

export const forward_failed = defineWebhook({
  name: "forward_failed",
  summary: 'nobody was available for a forward that asked for `on_failure: "feedback"`; the session goes on',
  evidence: "documented",
  parameters: {},
  comesFrom: channelNames,
  examples: [{}],
});
