import { defineWebhook } from "../event.ts";
import { inferred, required, types } from "../parameter.ts";

export const location = defineWebhook({
  name: "location",
  summary: "the contact shared a place on WhatsApp",
  evidence: "documented",
  parameters: {
    latitude: required(inferred(types.number, "degrees north")),
    longitude: required(inferred(types.number, "degrees east")),
    name: inferred(types.text, "name of the place"),
    address: inferred(types.text, "address of the place"),
  },
  comesFrom: ["whatsapp_business"],
  examples: [{ latitude: 50.9375, longitude: 6.9603, name: "Old town", address: "Cologne, Germany" }],
});
