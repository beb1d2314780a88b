import { channelNames } from "../channels.ts";
import { onFailure } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";
import { inferred, required, types } from "../parameter.ts";

export const forward_group = defineEvent({
  name: "forward_group",
  summary: "ends the bot's session and forwards the conversation to an available operator of a group",
  evidence: "documented",
  parameters: {
    group: required(inferred(types.nameOrId, "the group's name or id", ["group_id", "group_name", "name"])),
    on_failure: onFailure("documented"),
  },
  endsSession: "unless-feedback",
  madeFor: channelNames,
  example: [{ name: "forward_group", payload: { group: "Support", on_failure: "feedback" } }],
});
