import { listed } from "../../written.ts";
import type { Rule } from "../rule.ts";

export const mediaChannel: Rule = {
  id: "media-channel",
  severity: "error",
  summary: "media go only to channels that take media",
  good: [{ name: "message", payload: { body: "The map: https://cdn.example.com/map.png" } }],
  bad: [{ name: "media", payload: { link: "https://cdn.example.com/map.png" } }],
  visit: {
    media({ name, item, renderings }, report) {
      const channels = renderings.filter(({ form }) => form === "refused").map(({ channel }) => channel);
      if (channels.length === 0) return;
      const message = `${listed(channels)} takes no media`;
      report({ at: item.path, event: name, message, channels, hint: "send a message with the link instead" });
    },
  },
};
