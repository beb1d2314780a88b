import { channelNames } from "../channels.ts";
import { defineEvent } from "../event.ts";
import { inferred, required, types } from "../parameter.ts";

export const delay = defineEvent({
  name: "delay",
  summary: "waits before the later messages of the same list; the contact can still write",
  evidence: "documented",
  parameters: {
    duration: required(inferred(types.number, "how long, in seconds", ["seconds", "delay", "time"])),
    typing_indicator: inferred(types.flag, "whether the contact sees that the bot is typing; `true` unless told"),
  },
  endsSession: "never",
  madeFor: channelNames,
  example: [
    { name: "message", payload: { body: "Let me look that up." } },
    { name: "delay", payload: { duration: 2 } },
    { name: "message", payload: { body: "Your parcel is on its way." } },
  ],
});
