import { describe, expect, it } from "vitest";
import type { LimitedForm, Part } from "../../src/protocol/channel-facts.ts";
import { type Channel, channelNames, factsOf } from "../../src/protocol/channels.ts";
import type { Limit } from "../../src/protocol/limit.ts";
import { lengthsIn } from "./answers.ts";

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

describe.each(table)("on %s the %s: %s", (channel, form, part, told, event, payload) => {
  const [limit] = (factsOf(channel).limits[form]?.[part] ?? []) as [Limit];
  const advised = factsOf(channel).limits[form]?.[part]?.[1];

  it("is fine at the limit", () => {
    const found = lengthsIn(event, payload("x".repeat(limit.value)), channel);
    // a firm limit may have one below it that is only advised
    expect(found.map(({ limit: { expected } }) => expected)).toEqual(advised ? [advised.value] : []);
  });

  it("is too long by one", () => {
    const found = lengthsIn(event, payload("x".repeat(limit.value + 1)), channel);
    expect(found).toEqual([{ told, limit: { expected: limit.value, got: limit.value + 1, unit: limit.unit } }]);
  });
});

it("has every length that the channels limit in this table", () => {
  const limited = channelNames.flatMap((channel) =>
    Object.entries(factsOf(channel).limits).flatMap(([form, parts]) =>
      Object.keys(parts).map((part) => `${channel} ${form} ${part}`),
    ),
  );
  // no event of a bot has a caption, and the number of options is no length
  const lengthsOnly = limited.filter((name) => !/ caption | options$/.test(name));
  expect(lengthsOnly.sort()).toEqual([...new Set(table.map((row) => row.slice(0, 3).join(" ")))].sort());
});
