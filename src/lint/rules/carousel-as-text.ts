import { listed } from "../../written.ts";
import type { Rule } from "../rule.ts";

const question = { body: "Which bicycle?", fallback: "Which bicycle? Send its number." };
const city = { id: "city", label: "City bicycle" };

export const carouselAsText: Rule = {
  id: "carousel-as-text",
  severity: "warning",
  summary: "a carousel goes to the website only, where it has images",
  good: [{ name: "bubbles", payload: { ...question, options: [city] } }],
  bad: [
    {
      name: "carousel",
      payload: { ...question, options: [{ ...city, image_url: "https://cdn.example.com/city.jpg" }] },
    },
  ],
  visit: {
    carousel({ name, item, renderings }, report) {
      const channels = renderings.filter(({ form }) => form === "numbered_text").map(({ channel }) => channel);
      if (channels.length === 0) return;
      const message = `the images become addresses in a text on ${listed(channels)}`;
      report({
        at: item.path,
        event: name,
        message,
        channels,
        hint: "send the images as media, and bubbles after them",
      });
    },
  },
};
