import * as z from "zod/mini";
import { channelNames } from "../channels.ts";
import { onFailure } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";
import { inferred, required, types } from "../parameter.ts";

export const forward_skills = defineEvent({
  name: "forward_skills",
  summary: "ends the bot's session and forwards the conversation to an available operator who has all the skills",
  evidence: "documented",
  parameters: {
    skills: required(
      inferred(z.array(types.nameOrId), "names or ids of the skills, all of them needed", ["skill_ids"]),
    ),
    on_failure: onFailure("inferred"),
  },
  endsSession: "unless-feedback",
  madeFor: channelNames,
  example: [{ name: "forward_skills", payload: { skills: ["french", "billing"], on_failure: "feedback" } }],
});
