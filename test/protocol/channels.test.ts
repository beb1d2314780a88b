import { describe, expect, it } from "vitest";
import type { Markup } from "../../src/protocol/channel-facts.ts";
import { type Channel, channelNames, factsOf, isChannel } from "../../src/protocol/channels.ts";

/** A table as the platform's page has it: a row begins with what it is about, then one cell for each channel. */
function table(text: string): (readonly [row: string, cells: readonly string[]])[] {
  const rows = text.trim().split("\n");
  return rows.map((row) => {
    const [head = "", ...cells] = row.split("|").map((cell) => cell.trim());
    return [head, cells] as const;
  });
}

const order: readonly Channel[] = ["web", "whatsapp_business", "facebook", "telegram", "threema", "sms", "custom"];

it("knows the channels of the platform, whose names are the wire's own", () => {
  expect(channelNames).toEqual(order);
  expect(order.every(isChannel)).toBe(true);
  expect(["whatsapp", "messenger", "", "toString", undefined, 1].some(isChannel)).toBe(false);
});

describe("markdown on web, WhatsApp, Facebook, Telegram, Threema, SMS and custom channels", () => {
  it.each(
    table(`
      bold        | shown | shown | shown | shown | shown | lost | as is
      italic      | shown | shown | shown | shown | shown | lost | as is
      strike      | shown | shown | shown | shown | shown | lost | as is
      underline   | shown | lost  | lost  | shown | lost  | lost | as is
      hyperlink   | shown | lost  | lost  | shown | lost  | lost | as is
      inline code | shown | lost  | shown | shown | lost  | lost | as is
      code block  | shown | lost  | lost  | shown | lost  | lost | as is
      list        | shown | shown | shown | shown | shown | lost | as is
      nested list | shown | lost  | lost  | lost  | lost  | lost | as is
      block quote | shown | lost  | lost  | lost  | lost  | lost | as is
    `),
  )("%s", (markup, cells) => {
    expect(order.map((channel) => factsOf(channel).markup[markup as Markup])).toEqual(cells);
  });

  it("is all the markup there is", () => {
    for (const channel of order) expect(Object.keys(factsOf(channel).markup)).toHaveLength(10);
  });
});

describe("media", () => {
  it.each([
    ["web", true],
    ["whatsapp_business", true],
    ["facebook", true],
    ["telegram", true],
    ["threema", true],
    ["sms", false],
    ["custom", true],
  ] as const)("%s takes them: %s", (channel, taken) => {
    expect(Object.keys(factsOf(channel).media ?? {})).toEqual(taken ? ["image", "video", "audio", "document"] : []);
  });

  const office = "application/vnd.openxmlformats-officedocument";

  it.each([
    ["image", ["image/jpeg", "image/png"]],
    ["video", ["video/mp4", "video/3gpp"]],
    ["audio", ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"]],
    [
      "document",
      [
        "application/pdf",
        "text/plain",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        `${office}.wordprocessingml.document`,
        `${office}.spreadsheetml.sheet`,
        `${office}.presentationml.presentation`,
      ],
    ],
  ] as const)("as %s WhatsApp takes %j", (kind, types) => {
    expect(factsOf("whatsapp_business").media?.[kind]).toMatchObject({ types, typesTrust: "copy" });
  });

  it("are of any type elsewhere, as far as is known", () => {
    const typed = order.filter((channel) => Object.values(factsOf(channel).media ?? {}).some(({ types }) => types));
    expect(typed).toEqual(["whatsapp_business"]);
  });
});

describe("what a channel shows of a choice", () => {
  it.each([
    ["web", []],
    ["whatsapp_business", ["text", "image", "video", "document"]],
    ["facebook", ["image"]],
    ["telegram", []],
    ["threema", []],
    ["sms", []],
    ["custom", []],
  ] as const)("%s has headers of type %j", (channel, types) => {
    expect(factsOf(channel).headers).toEqual(types);
  });

  it.each([
    ["web", {}],
    ["whatsapp_business", { button_template: ["label", "id"], list: ["id"] }],
    ["facebook", {}],
    ["telegram", {}],
    ["threema", {}],
    ["sms", {}],
    ["custom", {}],
  ] as const)("%s wants these parts to differ: %j", (channel, unique) => {
    expect(factsOf(channel).unique).toEqual(unique);
  });
});

it("gives every channel a title of its own", () => {
  const titles = order.map((channel) => factsOf(channel).title);
  expect(new Set(titles).size).toBe(7);
  for (const title of titles) expect(title).toMatch(/^[A-Z]\w/);
});
