import { describe, expect, it } from "vitest";
import { excessOf } from "../../src/delivery/measure.ts";
import { type Channel, channelNames, factsOf, platformLimits, smsLimits } from "../../src/protocol/channels.ts";
import { bubblesOf, delivered, options, richest, told } from "./samples.ts";

/** The channels that refuse or shorten something of an event, each with what. */
const beyond = (rendered: (channel: Channel) => ReturnType<typeof delivered>) =>
  Object.fromEntries(
    channelNames.flatMap((channel) => {
      const excesses = rendered(channel).excesses.map(told);
      return excesses.length > 0 ? [[channel, excesses.join("; ")]] : [];
    }),
  );

const message = (body: string) => beyond((channel) => delivered("message", { body }, channel));

describe("1. the body of a message", () => {
  const facebook = (got: number) => `body: ${got} of 2000 characters, refused`;
  const threema = (got: number) => `body: ${got} of 3500 UTF-8 bytes, refused`;
  const vendor = (got: number, unit: string) => `body: ${got} of 4096 ${unit}, refused`;

  it.each([
    ["2000 letters", "x".repeat(2000), {}],
    ["2001 letters", "x".repeat(2001), { facebook: facebook(2001) }],
    ["3501 letters", "x".repeat(3501), { facebook: facebook(3501), threema: threema(3501) }],
    [
      "4097 letters",
      "x".repeat(4097),
      {
        whatsapp_business: vendor(4097, "characters"),
        facebook: facebook(4097),
        telegram: vendor(4097, "code points"),
        threema: threema(4097),
      },
    ],
    ["875 emoji", "\u{1f4e6}".repeat(875), {}],
    ["876 emoji", "\u{1f4e6}".repeat(876), { threema: threema(3504) }],
    ["1750 umlauts", "ü".repeat(1750), {}],
    ["1751 umlauts", "ü".repeat(1751), { threema: threema(3502) }],
    [
      "1001 emoji",
      "\u{1f4e6}".repeat(1001),
      { facebook: "body: 2002 of 2000 characters, perhaps refused", threema: threema(4004) },
    ],
  ])("%s", (_case, body, refused) => {
    expect(message(body)).toEqual(refused);
  });

  it("of 4,097 to 5,000 characters is fine for the platform", () => {
    expect(excessOf("x".repeat(5000), platformLimits.messageBody)).toBeUndefined();
    expect(excessOf("x".repeat(5001), platformLimits.messageBody)).toMatchObject({ got: 5001 });
  });
});

describe("2. bubbles with up to three options", () => {
  const bubbles = (body: number, id: number) =>
    beyond((channel) => {
      const choices = [{ id: "x".repeat(id), label: "One" }];
      return delivered("bubbles", { body: "x".repeat(body), options: choices, fallback: "Number?" }, channel);
    });

  it.each([
    [640, 256, {}],
    [641, 256, { facebook: "body: 641 of 640 characters, refused" }],
    [
      1025,
      256,
      {
        facebook: "body: 1025 of 640 characters, refused",
        whatsapp_business: "body: 1025 of 1024 characters, refused",
      },
    ],
    [640, 257, { whatsapp_business: "options.0.id: 257 of 256 characters, refused" }],
    [
      640,
      1001,
      {
        facebook: "options.0.id: 1001 of 1000 characters, refused",
        whatsapp_business: "options.0.id: 1001 of 256 characters, refused",
      },
    ],
  ])("with a body of %i and an id of %i", (body, id, refused) => {
    expect(bubbles(body, id)).toEqual(refused);
  });

  it("must have labels and ids that differ on WhatsApp", () => {
    expect(factsOf("whatsapp_business").unique.button_template).toEqual(["label", "id"]);
  });
});

it("3. bubbles with four to ten options are a list on WhatsApp, whose ids are shorter", () => {
  const choices = (id: number) => [...options(3), { id: "x".repeat(id), label: "Four" }];
  const bubbles = (id: number) =>
    beyond((channel) => delivered("bubbles", { ...bubblesOf(3), options: choices(id) }, channel));
  expect(bubbles(200)).toEqual({});
  expect(bubbles(201)).toEqual({ whatsapp_business: "options.3.id: 201 of 200 characters, refused" });
});

it.each([
  [10, true, true],
  [11, false, true],
  [13, false, true],
  [14, false, false],
])("4. %i bubbles: clickable on WhatsApp %s, on Facebook %s", (count, whatsapp, facebook) => {
  const clickable = (channel: Channel) => delivered("bubbles", bubblesOf(count), channel).form !== "numbered_text";
  expect([clickable("whatsapp_business"), clickable("facebook")]).toEqual([whatsapp, facebook]);
});

describe("5. a list_template on Facebook", () => {
  it("shortens labels beyond 20 characters and loses headline, footer and descriptions", () => {
    const payload = { ...richest.list_template, options: [{ id: "a", label: "x".repeat(21), description: "Open" }] };
    const rendering = delivered("list_template", payload, "facebook");
    expect(rendering.excesses.map(told)).toEqual(["options.0.label: 21 of 20 characters, truncated"]);
    expect(rendering.lost.map(({ part }) => part)).toEqual(["headline", "footer", "options_headline", "description"]);
  });

  it("never has more options than quick replies take", () => {
    const taken = factsOf("facebook").limits.quick_replies?.options?.[0]?.value;
    expect(platformLimits.listTemplateOptions.value).toBeLessThanOrEqual(taken ?? 0);
  });
});

describe("6. numbered text counts with its options", () => {
  const tail = "\n\n1. Option 1\n2. Option 2".length;
  const numbered = (length: number, channel: Channel, count = 2) =>
    delivered("bubbles", { body: "Hi", options: options(count), fallback: "x".repeat(length) }, channel);

  it.each<[Channel, number, string]>([
    ["telegram", 4096, "4097 of 4096 code points"],
    ["threema", 3500, "3501 of 3500 UTF-8 bytes"],
  ])("on %s: %i in all", (channel, most, sum) => {
    expect(numbered(most - tail, channel).excesses).toEqual([]);
    expect(numbered(most - tail + 1, channel).excesses.map(told)).toEqual([`fallback: ${sum}, refused`]);
  });

  it("on Facebook, where fourteen bubbles become text", () => {
    const rest = numbered(0, "facebook", 14).text.length + "\n\n".length;
    expect(numbered(2000 - rest, "facebook", 14).excesses).toEqual([]);
    expect(numbered(2001 - rest, "facebook", 14).excesses.map(told)).toEqual([
      "fallback: 2001 of 2000 characters, refused",
    ]);
  });

  it("on SMS, where the sum decides the parts", () => {
    const { one } = smsLimits.ucs2;
    expect(excessOf(numbered(one.value - tail, "sms").text, one)).toBeUndefined();
    expect(excessOf(numbered(one.value - tail + 1, "sms").text, one)).toMatchObject({ got: 71 });
  });
});
