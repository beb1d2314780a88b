import { link, text } from "../common-parameters.ts";
import { defineEvent } from "../event.ts";

export const button = defineEvent({
  name: "button",
  summary: "shows a button that opens an address; the bot does not hear of the click",
  evidence: "documented",
  parameters: { body: text, link },
  endsSession: "never",
  deprecatedFor: "buttons",
  madeFor: ["web"],
  example: [{ name: "button", payload: { body: "Track your parcel", link: "https://shop.example.com/track" } }],
});
