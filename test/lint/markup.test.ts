import { describe, expect, it } from "vitest";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import { eventOf, findingsIn } from "./answers.ts";

const found = (name: string, payload: unknown, channels: readonly Channel[] = channelNames) =>
  findingsIn(eventOf(name, payload), { channels }).filter(({ rule }) => rule === "text-markup");

const said = (body: string, channels: readonly Channel[], text_format = "markdown_v1") =>
  found("message", { body, text_format }, channels).map(({ severity, message }) => `${severity}: ${message}`);

describe("formatting that channels lose", () => {
  it.each<[body: string, channels: Channel[], message: string]>([
    ["**now**", ["sms"], 'the contact sees no bold ("now") on sms'],
    ["**now** or **then** or **never**", ["sms"], 'the contact sees no bold ("now" and 2 more) on sms'],
    ["**now**", ["custom"], "the contact sees the markup itself on custom"],
    [
      "_go_ to [our shop](https://shop.example.com)",
      ["web", "facebook", "telegram", "sms", "custom"],
      'the contact sees no italic ("go") on sms; no hyperlink ("our shop") on facebook and sms; the markup itself on custom',
    ],
    ["`npm test`", ["facebook", "threema"], 'the contact sees no inline code ("npm test") on threema'],
    ["__mind__ > ~~this~~", ["whatsapp_business"], 'the contact sees no underline ("mind") on whatsapp_business'],
    [
      "- a\n  - b",
      ["telegram", "sms"],
      'the contact sees no list ("a…") on sms; no nested list ("b") on telegram and sms',
    ],
    ["> he said\n> this", ["telegram"], 'the contact sees no block quote ("he said…") on telegram'],
    ["```\nx\n```", ["facebook"], 'the contact sees no code block ("x") on facebook'],
    [`**${"a".repeat(25)}**`, ["sms"], `the contact sees no bold ("${"a".repeat(24)}…") on sms`],
    ['**"**', ["sms"], String.raw`the contact sees no bold ("\"") on sms`],
  ])("%j on %j", (body, channels, message) => {
    expect(said(body, channels)).toEqual([`warning: ${message}`]);
  });

  it("is one finding for the body, with the channels in their order", () => {
    const [finding, ...others] = found("message", { body: "[a](https://x.de)", text_format: "markdown_v1" });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      pointer: "/packet/payload/body",
      event: "message",
      channels: ["whatsapp_business", "facebook", "threema", "sms", "custom"],
      hint: "write the address itself into the text",
      evidence: "documented",
    });
  });

  it.each<[body: string, channels: Channel[]]>([
    ["**bold**, *italic*, ~~strike~~ and\n\n- a list", ["web", "whatsapp_business", "facebook", "telegram", "threema"]],
    ["[a](https://x.de) `b` __c__\n\n> d\n\n- e\n  - f", ["web"]],
    ["- a list\n\n> and a quote", ["custom"]],
    ["2 * 3 * 4, snake_case_name, 1. May", ["sms", "custom"]],
    ["nothing at all", ["sms", "custom"]],
  ])("is none in %j on %j", (body, channels) => {
    expect(said(body, channels)).toEqual([]);
  });

  it("has no hint about addresses where no link is lost", () => {
    const [finding] = found("message", { body: "[a](https://x.de) **b**", text_format: "markdown_v1" }, [
      "telegram",
      "sms",
    ]);
    expect(finding?.hint).toBeDefined();
    const [other] = found("message", { body: "**b**", text_format: "markdown_v1" }, ["telegram", "sms"]);
    expect(other?.hint).toBeUndefined();
  });
});

describe("markup that nothing formats", () => {
  const info = (reason: string) => [`info: the contact sees the markup of bold ("now"): ${reason}`];
  const told = (name: string, payload: unknown) =>
    found(name, payload).map(({ severity, message }) => `${severity}: ${message}`);

  it.each<[name: string, payload: Record<string, unknown>, reason: string]>([
    ["message", { body: "**now**" }, "there is no text_format"],
    ["message", { body: "**now**", text_format: "plain" }, "text_format is plain"],
    ["bubbles", { body: "**now**", options: [], fallback: "now" }, "only a message can be formatted"],
    [
      "list_template",
      { body: "**now**", button: "a", options: [], fallback: "now" },
      "only a message can be formatted",
    ],
  ])("in %s %j", (name, payload, reason) => {
    expect(told(name, payload)).toEqual(info(reason));
  });

  it("is named kind by kind", () => {
    const body = "**a**, ~~b~~, `c`, [d](https://x.de), **e**\n\n```\nf\n```";
    expect(told("message", { body })).toEqual([
      'info: the contact sees the markup of bold ("a" and 1 more), strike ("b"), inline code ("c"), hyperlink ("d") and code block ("f"): there is no text_format',
    ]);
  });

  it.each([
    "*italic* or _a remark_",
    "- a list\n- in a text",
    "1. May",
    "> quoted",
    "__init__",
    "2 ** 3 ** 4",
    "the ` key",
    "card **** **** **** 1234",
    "[1] (see there)",
  ])("is not found in %j", (body) => {
    expect(told("message", { body })).toEqual([]);
  });

  it("is not looked for where text_format has a value of its own trouble", () => {
    expect(told("message", { body: "**now**", text_format: "html" })).toEqual([]);
  });
});

describe("the length of a formatted text", () => {
  const lengths = (length: number, channel: Channel) =>
    findingsIn(eventOf("message", { body: `**${"x".repeat(length)}**`, text_format: "markdown_v1" }), {
      channels: [channel],
    }).flatMap(({ rule, limit }) => (limit && rule !== "sms-segments" ? [limit.got] : []));

  it.each<[channel: Channel, length: number, got: number[]]>([
    ["telegram", 4096, []],
    ["telegram", 4097, [4097]],
    ["whatsapp_business", 4092, []],
    ["whatsapp_business", 4093, [4097]],
  ])("on %s: %i characters and four signs", (channel, length, got) => {
    expect(lengths(length, channel)).toEqual(got);
  });
});
