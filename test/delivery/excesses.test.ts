import { describe, expect, it } from "vitest";
import { pieces } from "../../src/delivery/excesses.ts";
import {
  isRefused,
  type PayloadPath,
  type Refusal,
  type Rendering,
  refusalOf,
  shownLabel,
} from "../../src/delivery/rendering.ts";
import type { LimitedForm, Part } from "../../src/protocol/channel-facts.ts";
import { type Channel, channelNames, factsOf } from "../../src/protocol/channels.ts";
import { delivered, options, richest, told } from "./samples.ts";

/** The form that a limit binds, with one part of exactly this size. */
function shown(channel: Channel, form: LimitedForm, part: Part, size: number): Rendering {
  const text = "x".repeat(size);
  if (form === "text") return delivered("message", { body: text }, channel);
  const name = form === "button_template" ? form : "list_template";
  const payload = { ...richest[name], ...partOf(part, size, text) };
  return delivered(name, payload, channel);
}

function partOf(part: Part, size: number, text: string) {
  if (part === "options") return { options: options(size) };
  if (part === "header") return { header: { type: "text" as const, text } };
  const inOption = part === "label" || part === "id" || part === "description";
  return inOption ? { options: [{ id: "a", label: "A", [part]: text }] } : { [part]: text };
}

function pathOf(part: Part): PayloadPath {
  if (part === "header") return ["header", "text"];
  return part === "label" || part === "id" || part === "description" ? ["options", 0, part] : [part];
}

/** No event has a caption, so nothing can go beyond its limit. */
const unreachable: LimitedForm = "caption";

const limits = channelNames.flatMap((channel) =>
  (Object.entries(factsOf(channel).limits) as [LimitedForm, object][])
    .filter(([form]) => form !== unreachable)
    .flatMap(([form, parts]) =>
      (Object.keys(parts) as Part[]).flatMap((part) =>
        (factsOf(channel).limits[form]?.[part] ?? []).map((limit) => ({
          channel,
          form,
          part,
          value: limit.value,
          limit,
        })),
      ),
    ),
);

describe("each limit", () => {
  it.each(limits)("$channel $form $part: $value is fine, one more is not", ({ channel, form, part, value, limit }) => {
    const found = (size: number) =>
      shown(channel, form, part, size).excesses.filter((excess) => excess.limit === limit);
    expect(shown(channel, form, part, value).form).toBe(form);
    expect(found(value)).toEqual([]);
    expect(found(value + 1)).toEqual([{ limit, got: value + 1, certain: true, part, path: pathOf(part) }]);
  });
});

describe("channels without limits of their own", () => {
  it.each(["web", "sms", "custom"] as const)("%s takes any text", (channel) => {
    expect(delivered("message", { body: "x".repeat(5001) }, channel).excesses).toEqual([]);
  });
});

describe("whether the channel refuses the event", () => {
  it.each<[string, Rendering, Refusal | undefined]>([
    ["a text at the limit", shown("telegram", "text", "body", 4096), undefined],
    ["a text beyond it", shown("telegram", "text", "body", 4097), "sure"],
    ["a text beyond a limit of third parties", shown("facebook", "text", "body", 2001), "likely"],
    [
      "a text perhaps beyond it",
      delivered("message", { body: "\u{1f4e6}".repeat(2049) }, "whatsapp_business"),
      "likely",
    ],
    ["a label that is truncated", shown("facebook", "quick_replies", "label", 21), undefined],
    ["a label that is too long for a reply button", shown("facebook", "button_template", "label", 21), "sure"],
    ["a list body longer than advised", shown("whatsapp_business", "list", "body", 1025), undefined],
    ["a list body beyond the limit", shown("whatsapp_business", "list", "body", 4097), "sure"],
    ["media on sms", delivered("media", richest.media, "sms"), "sure"],
    ["media elsewhere", delivered("media", richest.media, "threema"), undefined],
    ["navigate off the website", delivered("navigate", richest.navigate, "telegram"), undefined],
    ["a text beyond both kinds of limit", shown("telegram", "text", "body", 5001), "sure"],
    [
      "one text beyond a limit and another perhaps",
      delivered(
        "button_template",
        { ...richest.button_template, body: "\u{1f4e6}".repeat(513), footer: "x".repeat(61) },
        "whatsapp_business",
      ),
      "sure",
    ],
  ])("%s", (_case, rendering, refused) => {
    expect([refusalOf(rendering), isRefused(rendering)]).toEqual([refused, refused === "sure"]);
  });
});

describe("a label as the contact reads it", () => {
  const choices = (label: string) => ({ ...richest.list_template, options: [{ id: "a", label }] });

  it.each<[string, Channel, string]>([
    ["Delivery status of 1", "facebook", "Delivery status of 1"],
    ["Delivery status of 12", "facebook", "Delivery status of…"],
    ["\u{1f4e6}".repeat(21), "facebook", `${"\u{1f4e6}".repeat(19)}…`],
    ["Delivery status of an order", "whatsapp_business", "Delivery status of an order"],
    ["Delivery status of an order", "web", "Delivery status of an order"],
  ])("%s on %s", (label, channel, read) => {
    expect(shownLabel(delivered("list_template", choices(label), channel), 0)).toBe(read);
  });

  it("is cut where it is too long itself, not where another is", () => {
    const choices = [
      { id: "a", label: "Delivery" },
      { id: "b", label: "Delivery status of 12" },
    ];
    const rendering = delivered("list_template", { ...richest.list_template, options: choices }, "facebook");
    expect([0, 1].map((index) => shownLabel(rendering, index))).toEqual(["Delivery", "Delivery status of…"]);
  });

  it("is not cut where something else of its option would be", () => {
    const limit = { value: 3, unit: "characters", trust: "vendor", beyond: "truncated", source: "the test" } as const;
    const excess = { limit, got: 4, certain: true, part: "id", path: ["options", 0, "id"] } as const;
    expect(shownLabel({ options: [{ id: "long", label: "Delivery" }], excesses: [excess] }, 0)).toBe("Delivery");
  });

  it("of an option that does not exist is empty", () => {
    expect(shownLabel(delivered("list_template", choices("A"), "web"), 1)).toBe("");
  });
});

describe("the parts that a channel may limit", () => {
  const partsOn = (channel: Channel) =>
    [...pieces(delivered("bubbles", { body: "Hi", options: options(1), fallback: "Hi" }, channel))]
      .filter(([, , value]) => value !== undefined)
      .map(([part, path, value]) => [part, path.join("."), value]);

  it("are the options as well where they can be clicked", () => {
    expect(partsOn("web")).toEqual([
      ["body", "body", "Hi"],
      ["options", "options", 1],
      ["id", "options.0.id", "o1"],
      ["label", "options.0.label", "Option 1"],
    ]);
  });

  it("are the text only where the options are numbered in it", () => {
    expect(partsOn("sms")).toEqual([["body", "fallback", "Hi\n\n1. Option 1"]]);
  });
});

describe("an excess", () => {
  it("is found once for each limit, in the order of the message", () => {
    const payload = {
      ...richest.list_template,
      body: "x".repeat(4097),
      button: "x".repeat(21),
      options: [{ id: "x".repeat(201), label: "x".repeat(25), description: "x".repeat(73) }],
    };
    expect(delivered("list_template", payload, "whatsapp_business").excesses.map(told)).toEqual([
      "body: 4097 of 4096 characters, refused",
      "body: 4097 of 1024 characters, advised against",
      "button: 21 of 20 characters, refused",
      "options.0.id: 201 of 200 characters, refused",
      "options.0.label: 25 of 24 characters, refused",
      "options.0.description: 73 of 72 characters, refused",
    ]);
  });

  it("is not found in what the channel does not show", () => {
    const payload = {
      ...richest.button_template,
      footer: "x".repeat(61),
      header: { type: "text", text: "x".repeat(61) },
    } as const;
    expect(delivered("button_template", payload, "web").excesses).toEqual([]);
    expect(delivered("button_template", payload, "telegram").excesses).toEqual([]);
    expect(delivered("button_template", payload, "facebook").excesses).toEqual([]);
  });

  it("is not found in the text of a header that shows an image", () => {
    const header = { type: "image", link: "https://cdn.example.com/a.jpg", text: "x".repeat(61) } as const;
    expect(delivered("button_template", { ...richest.button_template, header }, "whatsapp_business").excesses).toEqual(
      [],
    );
  });

  it("points at the text it comes from", () => {
    const body = "x".repeat(4100);
    const links = [{ body, link: "https://shop.example.com" }];
    const paths = (rendering: Rendering) => rendering.excesses.map(({ path }) => path);
    expect(paths(delivered("bubbles", { body: "Hi", options: options(2), fallback: body }, "telegram"))).toEqual([
      ["fallback"],
    ]);
    expect(paths(delivered("button", { body, link: "https://shop.example.com" }, "telegram"))).toEqual([["body"]]);
    expect(paths(delivered("buttons", { buttons: links }, "telegram"))).toEqual([["buttons"]]);
  });
});
