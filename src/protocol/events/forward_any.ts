import { channelNames } from "../channels.ts";
import { onFailure } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";

export const forward_any = defineEvent({
  name: "forward_any",
  summary: "ends the bot's session and forwards the conversation to any available operator of the same group",
  evidence: "documented",
  parameters: { on_failure: onFailure("documented") },
  endsSession: "unless-feedback",
  madeFor: channelNames,
  example: [
    { name: "message", payload: { body: "One moment, a colleague will be with you." } },
    { name: "forward_any", payload: { on_failure: "feedback" } },
  ],
});
