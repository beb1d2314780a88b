import { listed } from "../../written.ts";
import type { Rule } from "../rule.ts";

const link = "https://shop.example.com/checkout";

export const navigateChannel: Rule = {
  id: "navigate-channel",
  severity: "warning",
  summary: "navigate goes to the website only: elsewhere there is no page to change",
  good: [{ name: "message", payload: { body: `Go on here: ${link}` } }],
  bad: [{ name: "navigate", payload: { link } }],
  visit: {
    navigate({ name, item, renderings }, report) {
      const channels = renderings.filter(({ lost }) => lost.length > 0).map(({ channel }) => channel);
      if (channels.length === 0) return;
      const message = `there is no page that could change on ${listed(channels)}`;
      const hint = "send a message with the address as well";
      report({ at: item.path, event: name, message, channels, hint, evidence: "inferred" });
    },
  },
};
