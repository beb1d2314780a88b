import { describe, expect, it } from "vitest";
import type { Form } from "../../src/delivery/rendering.ts";
import type { Channel } from "../../src/protocol/channels.ts";
import { bubblesOf, delivered, told } from "./samples.ts";

const converted = (choices: number | readonly string[], channel: Channel) =>
  delivered("bubbles", bubblesOf(choices), channel);

const emoji = "\u{1f4e6}";

describe("bubbles by their number of options", () => {
  it.each<[count: number, whatsapp: Form, facebook: Form, web: Form, telegram: Form]>([
    [1, "button_template", "button_template", "bubbles", "numbered_text"],
    [3, "button_template", "button_template", "bubbles", "numbered_text"],
    [4, "list", "quick_replies", "bubbles", "numbered_text"],
    [10, "list", "quick_replies", "bubbles", "numbered_text"],
    [11, "numbered_text", "quick_replies", "bubbles", "numbered_text"],
    [13, "numbered_text", "quick_replies", "bubbles", "numbered_text"],
    [14, "numbered_text", "numbered_text", "bubbles", "numbered_text"],
    [50, "numbered_text", "numbered_text", "bubbles", "numbered_text"],
  ])("%i: %s on WhatsApp, %s on Facebook, %s on the website, %s on Telegram", (count, ...forms) => {
    const channels = ["whatsapp_business", "facebook", "web", "telegram"] as const;
    expect(channels.map((channel) => converted(count, channel).form)).toEqual(forms);
  });
});

describe.each(["whatsapp_business", "facebook"] as const)("a label of bubbles on %s", (channel) => {
  it.each<[label: string, count: number, form: Form]>([
    ["x".repeat(20), 3, "button_template"],
    ["x".repeat(21), 3, "numbered_text"],
    ["x".repeat(20), 4, channel === "facebook" ? "quick_replies" : "list"],
    ["x".repeat(21), 4, "numbered_text"],
    ["x".repeat(24), 4, "numbered_text"],
    ["ü".repeat(20), 3, "button_template"],
    [emoji.repeat(10), 3, "button_template"],
    [emoji.repeat(11), 3, "numbered_text"],
    ["", 3, "button_template"],
  ])("%j among %i: %s", (label, count, form) => {
    const labels = Array.from({ length: count }, (_, index) => (index === 1 ? label : `Option ${index}`));
    expect(converted(labels, channel).form).toBe(form);
  });
});

describe("why bubbles become text", () => {
  it.each<[string, Channel, number | readonly string[], string[]]>([
    ["eleven options", "whatsapp_business", 11, ["options: 11 of 10 options, as text"]],
    ["fourteen options", "facebook", 14, ["options: 14 of 13 options, as text"]],
    ["a long label", "facebook", ["Short", "x".repeat(23)], ["options.1.label: 23 of 20 characters, as text"]],
    [
      "all that is too much",
      "whatsapp_business",
      ["x".repeat(21), ...Array.from({ length: 9 }, (_, index) => `Option ${index}`), "y".repeat(22)],
      [
        "options: 11 of 10 options, as text",
        "options.0.label: 21 of 20 characters, as text",
        "options.10.label: 22 of 20 characters, as text",
      ],
    ],
    [
      "a label whose length depends on who counts",
      "whatsapp_business",
      [emoji + "x".repeat(19)],
      ["options.0.label: 21 of 20 characters, perhaps as text"],
    ],
    ["nothing to say where they stay clickable", "whatsapp_business", 10, []],
    ["nothing to say where they never are", "telegram", 14, []],
    ["nothing to say where they always are", "web", 14, []],
  ])("%s", (_case, channel, choices, reasons) => {
    expect(converted(choices, channel).asText.map(told)).toEqual(reasons);
  });
});

describe("only bubbles are converted", () => {
  it.each<[Channel, Form]>([
    ["whatsapp_business", "list"],
    ["facebook", "quick_replies"],
  ])("list_template with long labels stays clickable on %s", (channel, form) => {
    const payload = { ...bubblesOf(["x".repeat(30)]), button: "Choose" };
    expect(delivered("list_template", payload, channel)).toMatchObject({ form, asText: [] });
  });

  it.each(["whatsapp_business", "facebook"] as const)(
    "button_template with four options stays one on %s",
    (channel) => {
      expect(delivered("button_template", bubblesOf(4), channel)).toMatchObject({
        form: "button_template",
        asText: [],
      });
    },
  );
});

it("shows the body above buttons and the fallback above numbers", () => {
  expect(converted(3, "facebook").text).toBe("What is it about?");
  expect(converted(2, "sms").text).toBe("Please answer with a number.\n\n1. Option 1\n2. Option 2");
});

it("a list that was sent as bubbles has something to open it with, and nothing else has", () => {
  const button = (count: number, channel: Channel) => converted(count, channel).button;
  expect(button(4, "whatsapp_business")).toBe("Options");
  expect([button(3, "whatsapp_business"), button(4, "facebook"), button(4, "web")]).toEqual(Array(3).fill(undefined));
});
