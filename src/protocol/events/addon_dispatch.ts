import { channelNames } from "../channels.ts";
import { defineEvent } from "../event.ts";
import { inferred, required, types } from "../parameter.ts";

export const addon_dispatch = defineEvent({
  name: "addon_dispatch",
  summary: "sends the conversation to an add-on once it has ended",
  evidence: "documented",
  parameters: { type: required(inferred(types.text, "the type of the add-on", ["addon", "addon_type"])) },
  endsSession: "never",
  madeFor: channelNames,
  example: [{ name: "addon_dispatch", payload: { type: "zendesk" } }],
});
