import { channelNames } from "../channels.ts";
import { defineEvent } from "../event.ts";
import { documented, inferred, required, types } from "../parameter.ts";

export const note_create = defineEvent({
  name: "note_create",
  summary: "leaves a note that only operators see, on the conversation or on the contact",
  evidence: "documented",
  parameters: {
    body: required(inferred(types.text, "the text of the note", ["text", "note"])),
    contact_identity_id: documented(
      types.nameOrId,
      "where it is given, the note is about this contact, else about the conversation",
    ),
  },
  endsSession: "never",
  madeFor: channelNames,
  example: [{ name: "note_create", payload: { body: "Asked for a refund of order 4711." } }],
});
