import { describe, expect, it } from "vitest";
import { type Channel, channelNames, platformLimits } from "../../src/protocol/channels.ts";
import { eventOf, findingsIn, lengthsIn } from "./answers.ts";

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
    ["5,001 umlauts", "sms", umlaut.repeat(5001), ["error message-length 5001", "warning sms-segments 33"]],
    ["5,000 emoji", "web", emoji.repeat(5000), ["warning message-length 10000"]],
    ["5,001 emoji", "custom", emoji.repeat(5001), ["error message-length 5001"]],
  ])("%s on %s", (_what, channel, text, expected) => {
    const found = lengthsIn("message", { body: text }, channel);
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
    const found = findingsIn(spaced, { channels: ["web"] }).filter(({ rule }) => rule === "context-size");
    expect(found.map(({ severity, limit }) => ({ severity, got: limit?.got }))).toEqual(expected);
  });
});

it("is not measured in a context that is no object", () => {
  const found = findingsIn([eventOf("end", {}, { context: "x".repeat(20_000) })]);
  expect(found.map(({ rule }) => rule)).toEqual(["context-object"]);
});

const choice = { body: "Which?", button: "Open", fallback: "Which? Send its number." };
const optionsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: `O${index}` }));

describe("options", () => {
  const counts = (event: string, count: number, channel: Channel) =>
    findingsIn([eventOf(event, { ...choice, options: optionsOf(count) })], { channels: [channel] })
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
  const channels = channelNames.filter((channel) => channel !== "sms");
  const [found, ...others] = findingsIn([eventOf("message", { body: "x".repeat(4500) })], { channels });
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
