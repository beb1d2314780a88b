import * as z from "zod/mini";
import { defineWebhook } from "../event.ts";
import { inferred, required } from "../parameter.ts";

export const location = defineWebhook({
  name: "location",
  summary: "the contact shared a place on WhatsApp",
  evidence: "documented",
  parameters: {
    latitude: required(inferred(z.number(), "degrees north")),
    longitude: required(inferred(z.number(), "degrees east")),
    name: inferred(z.string(), "name of the place"),
    address: inferred(z.string(), "address of the place"),
  },
  comesFrom: ["whatsapp_business"],
  examples: [{ latitude: 50.9375, longitude: 6.9603, name: "Old town", address: "Cologne, Germany" }],
});
