import { describe, expect, it } from "vitest";
import type { LimitedForm, Part } from "../../src/protocol/channel-facts.ts";
import { type Channel, factsOf, platformLimits } from "../../src/protocol/channels.ts";
import type { Limit } from "../../src/protocol/limit.ts";
import { eventOf, findingsIn } from "./answers.ts";

const link = "https://cdn.example.com/a.jpg";
const choice = { body: "Which?", fallback: "Which? Send its number." };
const options = (count: number, first: object = {}) =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: `O${index}`, ...(index === 0 ? first : {}) }));
const template = (parts: object) => ({ ...choice, button: "Open", options: options(1), ...parts });

type Payload = (text: string) => object;
const body: Payload = (text) => ({ body: text });
const bubbles =
  (count: number): Payload =>
  (text) => ({ ...choice, body: text, options: options(count) });
const bubblesWithId =
  (count: number): Payload =>
  (text) => ({ ...choice, options: options(count, { id: text }) });

/** A text at each limit of the channel table, and what lint says of one character more. */
const table: readonly (readonly [Channel, LimitedForm, Part, string, event: string, payload: Payload])[] = [
  ["whatsapp_business", "text", "body", "error text-length", "message", body],
  ["facebook", "text", "body", "warning text-length", "message", body],
  ["telegram", "text", "body", "error text-length", "message", body],
  ["threema", "text", "body", "error text-length", "message", body],
  ["whatsapp_business", "button_template", "body", "error text-length", "bubbles", bubbles(3)],
  ["facebook", "button_template", "body", "error text-length", "bubbles", bubbles(3)],
  ["facebook", "quick_replies", "body", "warning text-length", "bubbles", bubbles(4)],
  ["whatsapp_business", "list", "body", "error text-length", "bubbles", bubbles(4)],
  ["whatsapp_business", "button_template", "id", "error option-id-length", "bubbles", bubblesWithId(3)],
  ["whatsapp_business", "list", "id", "error option-id-length", "bubbles", bubblesWithId(4)],
  ["facebook", "button_template", "id", "error option-id-length", "bubbles", bubblesWithId(3)],
  ["facebook", "quick_replies", "id", "warning option-id-length", "bubbles", bubblesWithId(4)],
  ...(["whatsapp_business", "facebook"] as const).flatMap((channel) => [
    [
      channel,
      "button_template",
      "body",
      "error template-text-length",
      "button_template",
      (text: string) => template({ body: text }),
    ] as const,
    [
      channel,
      "button_template",
      "label",
      "error option-label-length",
      "button_template",
      (text: string) => template({ options: options(1, { label: text }) }),
    ] as const,
  ]),
  [
    "whatsapp_business",
    "button_template",
    "header",
    "error template-text-length",
    "button_template",
    (text) => template({ header: { type: "text", text } }),
  ],
  [
    "whatsapp_business",
    "button_template",
    "footer",
    "error template-text-length",
    "button_template",
    (text) => template({ footer: text }),
  ],
  ...(["headline", "button", "footer", "options_headline"] as const).map(
    (part) =>
      [
        "whatsapp_business",
        "list",
        part,
        "error template-text-length",
        "list_template",
        (text: string) => template({ [part]: text }),
      ] as const,
  ),
  [
    "whatsapp_business",
    "list",
    "label",
    "error option-label-length",
    "list_template",
    (text) => template({ options: options(1, { label: text }) }),
  ],
  [
    "facebook",
    "quick_replies",
    "label",
    "warning option-label-length",
    "list_template",
    (text) => template({ options: options(1, { label: text }) }),
  ],
  [
    "whatsapp_business",
    "list",
    "description",
    "error option-description-length",
    "list_template",
    (text) => template({ options: options(1, { description: text }) }),
  ],
];

/** Findings about lengths on one channel, each with what it says of the limit. */
function lengths(event: string, payload: object, channel: Channel) {
  const found = findingsIn(eventOf(event, payload), { channels: [channel] });
  return found.flatMap(({ severity, rule, limit }) => (limit ? [{ told: `${severity} ${rule}`, limit }] : []));
}

describe.each(table)("on %s the %s: %s", (channel, form, part, told, event, payload) => {
  const [limit] = (factsOf(channel).limits[form]?.[part] ?? []) as [Limit];
  const advised = factsOf(channel).limits[form]?.[part]?.[1];

  it("is fine at the limit", () => {
    const found = lengths(event, payload("x".repeat(limit.value)), channel);
    // a firm limit may have one below it that is only advised
    expect(found.map(({ limit: { expected } }) => expected)).toEqual(advised ? [advised.value] : []);
  });

  it("is too long by one", () => {
    const found = lengths(event, payload("x".repeat(limit.value + 1)), channel);
    expect(found).toEqual([{ told, limit: { expected: limit.value, got: limit.value + 1, unit: limit.unit } }]);
  });
});

const [emoji, umlaut] = ["😀", "ü"];

describe("a text that other units count otherwise", () => {
  it.each<[string, Channel, string, string[]]>([
    ["2,048 emoji, in UTF-16 as long as the limit", "whatsapp_business", emoji.repeat(2048), []],
    ["2,049 emoji, in UTF-16 beyond it", "whatsapp_business", emoji.repeat(2049), ["warning text-length 4098"]],
    ["4,097 emoji", "whatsapp_business", emoji.repeat(4097), ["error text-length 4097", "warning message-length 8194"]],
    ["4,096 emoji", "telegram", emoji.repeat(4096), ["warning message-length 8192"]],
    ["875 emoji", "threema", emoji.repeat(875), []],
    ["876 emoji", "threema", emoji.repeat(876), ["error text-length 3504"]],
    ["1,750 umlauts", "threema", umlaut.repeat(1750), []],
    ["1,751 umlauts", "threema", umlaut.repeat(1751), ["error text-length 3502"]],
    ["5,000 umlauts", "web", umlaut.repeat(5000), []],
    ["5,001 umlauts", "sms", umlaut.repeat(5001), ["error message-length 5001"]],
    ["5,000 emoji", "web", emoji.repeat(5000), ["warning message-length 10000"]],
    ["5,001 emoji", "custom", emoji.repeat(5001), ["error message-length 5001"]],
  ])("%s on %s", (_what, channel, text, expected) => {
    const found = lengths("message", { body: text }, channel);
    expect(found.map(({ told, limit }) => `${told} ${limit.got}`).sort()).toEqual(expected);
  });
});

describe("the context", () => {
  const { context, contextAdvised } = platformLimits;
  const sizeOf = (bytes: number) => ({ context: { s: "x".repeat(bytes - '{"s":""}'.length) } });

  it.each([
    [contextAdvised.value, []],
    [contextAdvised.value + 1, [{ severity: "warning", got: contextAdvised.value + 1 }]],
    [context.value, [{ severity: "warning", got: context.value }]],
    [context.value + 1, [{ severity: "error", got: context.value + 1 }]],
  ])("of %i bytes of compact JSON", (bytes, expected) => {
    const spaced = JSON.stringify(eventOf("end", {}, sizeOf(bytes)), null, 4);
    const found = findingsIn(spaced, { channels: ["web"] });
    expect(found.map(({ severity, limit }) => ({ severity, got: limit?.got }))).toEqual(expected);
  });
});

describe("options", () => {
  const counts = (event: string, count: number, channel: Channel) =>
    findingsIn(eventOf(event, { ...choice, button: "Open", options: options(count) }), { channels: [channel] })
      .filter(({ severity }) => severity !== "info")
      .map(({ severity, rule }) => `${severity} ${rule}`);

  it.each<[string, number, Channel, string[]]>([
    ["bubbles", 10, "whatsapp_business", []],
    ["bubbles", 11, "whatsapp_business", ["warning choice-clickable"]],
    ["bubbles", 13, "facebook", []],
    ["bubbles", 14, "facebook", ["warning choice-clickable"]],
    ["bubbles", 14, "web", []],
    ["bubbles", 14, "telegram", []],
    ["button_template", 3, "web", []],
    ["button_template", 4, "web", ["error option-count"]],
    ["list_template", 10, "telegram", []],
    ["list_template", 11, "telegram", ["error option-count"]],
    ["bubbles", 0, "sms", ["error option-count"]],
  ])("of %s: %i on %s", (event, count, channel, expected) => {
    // the list's button is unknown to the other choices, which is only an info
    expect(counts(event, count, channel)).toEqual(expected);
  });
});

it("says once what holds for several channels, the strictest first", () => {
  const [found, ...others] = findingsIn(eventOf("message", { body: "x".repeat(4500) }));
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    rule: "text-length",
    severity: "error",
    event: "message",
    channels: ["threema", "whatsapp_business", "telegram", "facebook"],
    limit: { expected: 3500, got: 4500, unit: "UTF-8 bytes" },
    evidence: "documented",
  });
});

it("takes media for a link, whatever its name ends in", () => {
  expect(lengths("media", { link }, "telegram")).toEqual([]);
});
