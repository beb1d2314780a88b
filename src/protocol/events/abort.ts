import { channelNames } from "../channels.ts";
import { defineEvent } from "../event.ts";

export const abort = defineEvent({
  name: "abort",
  summary: "ends the bot's session; the conversation goes on with operators",
  evidence: "documented",
  parameters: {},
  endsSession: "always",
  madeFor: channelNames,
  example: [{ name: "message", payload: { body: "Thank you for your time!" } }, { name: "abort" }],
});
