import { listed } from "../../written.ts";
import type { Rule } from "../rule.ts";

export const campaignsChannel: Rule = {
  id: "campaigns-channel",
  severity: "warning",
  summary: "campaigns are for contacts who write on WhatsApp",
  good: [{ name: "contact_update", payload: { name: "Ada Lovelace" } }],
  bad: [{ name: "contact_update", payload: { campaigns: true } }],
  visit: {
    contact_update({ name, given, at, renderings }, report) {
      if (given(["campaigns"]) === undefined) return;
      const channels = renderings.map(({ channel }) => channel).filter((channel) => channel !== "whatsapp_business");
      if (channels.length === 0) return;
      const message = `there is no WhatsApp number to be subscribed to on ${listed(channels)}`;
      report({ at: at(["campaigns"]), event: name, message, channels });
    },
  },
};
