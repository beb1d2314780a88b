import { channelNames } from "../channels.ts";
import { defineEvent } from "../event.ts";

export const end = defineEvent({
  name: "end",
  summary: "ends the bot's session and marks the conversation as ended",
  evidence: "documented",
  parameters: {},
  endsSession: "always",
  madeFor: channelNames,
  example: [{ name: "message", payload: { body: "Thank you for your time!" } }, { name: "end" }],
});
