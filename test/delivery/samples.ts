import { deliver } from "../../src/delivery/deliver.ts";
import type { PartExcess, Rendering } from "../../src/delivery/rendering.ts";
import type { Channel } from "../../src/protocol/channels.ts";
import type { EventName, PayloadOf } from "../../src/protocol/events/index.ts";

export const info = { cid: "chatbot::258:a56785fb6fb84edd890905913b0c0821" };

/** What a channel makes of an event with this payload. */
export function delivered<Name extends EventName>(name: Name, payload: PayloadOf<Name>, channel: Channel): Rendering {
  return deliver({ info, packet: { name, payload } }, channel);
}

/** So many options that differ in id and label. */
export function options(count: number) {
  return Array.from({ length: count }, (_, index) => ({ id: `o${index + 1}`, label: `Option ${index + 1}` }));
}

/** The payload of bubbles with so many options, or with these labels. */
export function bubblesOf(choices: number | readonly string[]): PayloadOf<"bubbles"> {
  const chosen =
    typeof choices === "number" ? options(choices) : choices.map((label, index) => ({ id: `o${index}`, label }));
  return { body: "What is it about?", options: chosen, fallback: "Please answer with a number." };
}

/** An excess as one reads it: `body: 4097 of 4096 characters, refused`. */
export function told({ path, got, limit, certain }: PartExcess): string {
  const doubt = certain ? "" : " perhaps";
  return `${path.join(".")}: ${got} of ${limit.value} ${limit.unit},${doubt} ${limit.beyond}`;
}

/** A payload of each event with every part that the event can have. */
export const richest: { readonly [Name in EventName]: PayloadOf<Name> } = {
  message: { body: "Welcome!", text_format: "markdown_v1" },
  bubbles: bubblesOf(3),
  carousel: {
    body: "Which bicycle do you have?",
    options: [
      { id: "city", label: "City", image_url: "https://cdn.example.com/city.jpg" },
      { id: "cargo", label: "Cargo", image_url: "https://cdn.example.com/cargo.jpg" },
    ],
    fallback: "Which bicycle? Please answer with a number.",
  },
  button_template: {
    header: { type: "text", text: "Spring sale" },
    body: "Shall we remind you?",
    footer: "You can unsubscribe at any time",
    options: [
      { id: "yes", label: "Remind me" },
      { id: "no", label: "No, thanks" },
    ],
    fallback: "Shall we remind you? Please answer with a number.",
  },
  list_template: {
    headline: "Our shops",
    body: "Where would you like to pick up your order?",
    button: "Choose a shop",
    footer: "You can change it later",
    options_headline: "Cologne",
    options: [
      { id: "south", label: "South", description: "open until 8 pm" },
      { id: "north", label: "North" },
    ],
    fallback: "Which shop? Please answer with a number.",
  },
  button: { body: "Track your parcel", link: "https://shop.example.com/track" },
  buttons: {
    body: "You may find your answer here:",
    buttons: [
      { body: "Shipping", link: "https://shop.example.com/shipping" },
      { body: "Returns", link: "https://shop.example.com/returns" },
    ],
  },
  media: { link: "https://cdn.example.com/hours.jpg", name: "hours.jpg" },
  navigate: { link: "https://shop.example.com/checkout" },
  contact_update: { name: "Ada", email: "ada@example.com", campaigns: true },
  conversation_update: { subject: "Order 4711", topics: ["delivery"], locale: "en_US" },
  abort: {},
  end: {},
  forward_group: { group: "Support", on_failure: "feedback" },
  forward_skills: { skills: ["french"], on_failure: "feedback" },
  forward_any: { on_failure: "feedback" },
  delay: { duration: 2, typing_indicator: false },
  note_create: { body: "Asked for a refund.", contact_identity_id: 17 },
  addon_dispatch: { type: "zendesk" },
  email_dispatch: { recipient: { type: "contact" } },
};
