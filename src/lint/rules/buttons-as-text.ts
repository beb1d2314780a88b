import { listed } from "../../written.ts";
import type { Rule } from "../rule.ts";

const track = { body: "Track it", link: "https://shop.example.com/track" };

export const buttonsAsText: Rule = {
  id: "buttons-as-text",
  severity: "info",
  summary: "buttons with addresses go to the website only, where they can be clicked",
  good: [{ name: "message", payload: { body: `${track.body}: ${track.link}` } }],
  bad: [{ name: "buttons", payload: { buttons: [track] } }],
  event({ name, item, renderings }, report) {
    if (name !== "buttons" && name !== "button") return;
    const channels = renderings.filter(({ form }) => form === "text").map(({ channel }) => channel);
    if (channels.length === 0) return;
    const message = `the buttons become a text with addresses on ${listed(channels)}`;
    report({ at: item.path, event: name, message, channels });
  },
};
