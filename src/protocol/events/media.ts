import { link } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";
import { inferred, types } from "../parameter.ts";

export const media = defineEvent({
  name: "media",
  summary: "sends an image, a video or an audio file, which must stay reachable until the platform has fetched it",
  evidence: "documented",
  parameters: {
    link,
    name: inferred(types.text, "the file name to show"),
  },
  endsSession: "never",
  madeFor: ["web", "facebook", "telegram", "threema", "whatsapp_business", "custom"],
  example: [{ name: "media", payload: { link: "https://cdn.example.com/opening-hours.jpg" } }],
});
