import { type Bot, event, textOf } from "./page-world.ts";

const welcome = {
  body: "What can I do for you?",
  fallback: "What can I do for you? Answer with a number.",
  options: [
    { id: "order", label: "Where is my order?" },
    { id: "return", label: "Return something" },
    { id: "human", label: "Talk to a person" },
  ],
};

const shops = {
  headline: "Our shops",
  body: "Which shop is yours?",
  button: "Choose a shop",
  options_headline: "Near you",
  options: [
    { id: "town", label: "Old town", description: "Market square 1" },
    { id: "station", label: "Station", description: "Platform 3" },
  ],
  fallback: "Which shop is yours?",
};

/** A bot that knows where an order is, and says what it has heard otherwise. */
export const orderBot: Bot = (webhook) => {
  const text = textOf(webhook);
  const say = (body: string) => [event(webhook, "message", { body })];
  if (text === "hi" || (webhook.packet.name === "start" && text === "")) {
    return [event(webhook, "message", { body: "Hello!" }), event(webhook, "bubbles", welcome)];
  }
  if (text === "shops") return [event(webhook, "list_template", shops)];
  if (text === "typo") return [event(webhook, "bubbles", { body: welcome.body, options: welcome.options })];
  if (text === "human") return [event(webhook, "forward_any", { on_failure: "feedback" })];
  if (/^\d{4}$/.test(text)) return say(`Order ${text} is on its way`);
  if (text !== "") return say(`You said ${text}`);
  if (webhook.packet.name !== "click") return say(`You sent ${webhook.packet.name}`);
  const { id } = (webhook.packet.payload as { value: { id: string } }).value;
  return say(id === "order" ? "Please tell me your order number" : `You chose ${id}`);
};
