import { defineEvent } from "../event.ts";
import { inferred, required, types } from "../parameter.ts";

export const navigate = defineEvent({
  name: "navigate",
  summary: "sends the contact's browser to an address",
  evidence: "documented",
  parameters: { link: required(inferred(types.text, "the address to open", ["url", "href"])) },
  endsSession: "never",
  madeFor: ["web"],
  example: [{ name: "navigate", payload: { link: "https://shop.example.com/checkout" } }],
});
