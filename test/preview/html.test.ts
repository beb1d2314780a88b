import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { printable } from "../../src/printable.ts";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import { html } from "../../src/reporters/preview/html.ts";
import { eventOf } from "../lint/answers.ts";
import { mutatedAnswer } from "../lint/mutations.ts";
import fc, { patience, runs } from "../property.ts";
import { nastyAnswer, nastyText, previewed } from "./answers.ts";
import { type Element, elementsOf, readPage, textOf } from "./page.ts";

const pageOf = (value: unknown, channels: readonly Channel[] = channelNames) =>
  readPage(html([previewed(value, channels)], { channels }));
const named = (page: Element, name: string) => elementsOf(page).filter((element) => element.name === name);
const classed = (page: Element, name: string) =>
  elementsOf(page).filter(({ attributes }) => (attributes.class ?? "").split(" ").includes(name));

/** Every element and attribute that a page may have. */
const known: Readonly<Record<string, readonly string[]>> = {
  "!doctype": ["html"],
  html: ["lang"],
  head: [],
  meta: ["charset", "http-equiv", "content", "name"],
  title: [],
  style: [],
  body: [],
  header: ["class"],
  main: [],
  section: [],
  article: ["class"],
  h1: [],
  h2: [],
  h3: [],
  fieldset: [],
  legend: [],
  label: [],
  input: ["type", "id", "checked"],
  div: ["class", "dir", "role", "aria-label"],
  p: ["class", "dir"],
  span: ["class", "dir", "title", "aria-hidden"],
  a: ["class", "href", "target", "rel"],
  ul: ["class", "tabindex", "aria-label"],
  ol: ["class", "start"],
  li: ["class", "dir"],
  figure: ["class"],
  figcaption: [],
  b: [],
  s: ["dir"],
  small: [],
  i: [],
  u: [],
  em: [],
  strong: [],
  code: [],
  pre: [],
  blockquote: [],
};

function expectHarmless(page: Element): void {
  for (const { name, attributes } of elementsOf(page)) {
    expect(known).toHaveProperty([name]);
    expect(known[name]).toEqual(expect.arrayContaining(Object.keys(attributes)));
    if (name === "a") expect(attributes.href).toMatch(/^https?:/i);
  }
}

describe("a page", () => {
  it(
    "holds nothing of a bot but its text",
    () => {
      fc.assert(
        fc.property(fc.oneof(nastyAnswer, mutatedAnswer), (value) => expectHarmless(pageOf(value))),
        { numRuns: runs(150) },
      );
    },
    patience(120_000),
  );

  it("loads and runs nothing, and allows its own style sheet only", () => {
    const page = pageOf(eventOf("message", { body: "Hi" }));
    const [style] = named(page, "style");
    const hash = createHash("sha256").update(String(style?.children[0])).digest("base64");
    const policies = named(page, "meta").filter(({ attributes }) => attributes["http-equiv"]);
    expect(policies.map(({ attributes }) => attributes.content)).toEqual([
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    ]);
    expect(String(style?.children[0])).not.toMatch(/url\(|@import|https?:/);
  });

  it(
    "shows every text as it is",
    () => {
      const shown = nastyText.filter((text) => text.trim() !== "");
      fc.assert(
        fc.property(shown, (text) => {
          const [bubble] = classed(pageOf(eventOf("message", { body: text }), ["web"]), "bubble");
          const lines = printable(text.replaceAll("\r\n", "\n"), { newlines: true });
          expect(bubble && textOf(bubble)).toBe(lines);
        }),
        { numRuns: runs(150) },
      );
    },
    patience(60_000),
  );

  it("has a phone and a switch for each channel asked for", () => {
    const page = pageOf(eventOf("message", { body: "Hi" }), ["web", "sms"]);
    expect(named(page, "article").map(({ attributes }) => attributes.class)).toEqual(["phone web", "phone sms"]);
    expect(named(page, "input").map(({ attributes }) => attributes.id)).toEqual(["show-web", "show-sms"]);
    expect(named(page, "h3").map(textOf)).toEqual(["Website", "SMS"]);
  });
});

const options = [
  { id: "s", label: "South", description: "until 8 pm" },
  { id: "n", label: "North of the main station" },
];
const list = {
  headline: "Shops",
  body: "Which?",
  button: "Choose",
  options_headline: "Cologne",
  options,
  fallback: "Number?",
};
const buttons = [
  { body: "Shop", link: "https://x.example/" },
  { body: "Bad", link: "javascript:alert(1)" },
];
const marked = "**a** [b](https://x.example) ~~c~~\n\n- d\n  1. e\n\n> f";

describe("one event on one channel", () => {
  it.each<[string, string, object, Channel, string, string[]]>([
    ["pills", "bubbles", { body: "?", options, fallback: "?" }, "web", "pills", ["SouthNorth of the main station"]],
    ["labels cut off", "list_template", list, "facebook", "pills", ["SouthNorth of the main s…"]],
    [
      "the screen of a list",
      "list_template",
      list,
      "whatsapp_business",
      "sheet",
      ["ChooseCologneSouthuntil 8 pmNorth of the main station"],
    ],
    ["why it is refused", "list_template", list, "whatsapp_business", "error", ["refused: label 2 25/24 characters"]],
    [
      "what is lost",
      "list_template",
      list,
      "sms",
      "warning",
      ["lost: headline Shops, options headline Cologne, description 1 until 8 pm"],
    ],
    [
      "the buttons of a card",
      "button_template",
      { body: "?", options: [{ id: "y", label: "Yes" }], fallback: "?" },
      "facebook",
      "button",
      ["Yes"],
    ],
    [
      "images",
      "carousel",
      { body: "?", options: [{ id: "a", label: "A", image_url: "https://x.example/a.jpg" }], fallback: "?" },
      "web",
      "image",
      ["▨a.jpg"],
    ],
    ["a video by its type", "media", { link: "https://x.example/a.mp4?b" }, "web", "video", ["▶a.mp4"]],
    ["a file of no known type", "media", { link: "https://x.example/a", name: "A" }, "web", "document", ["▤A"]],
    [
      "a file that is refused",
      "media",
      { link: "https://x.example/a.jpg" },
      "sms",
      "error",
      ["refused: the channel takes no media"],
    ],
    [
      "a page",
      "navigate",
      { link: "https://x.example/a" },
      "web",
      "event",
      ["the browser goes to https://x.example/a"],
    ],
    ["a pause", "delay", { duration: 2, typing_indicator: false }, "web", "event", ["nothing for 2 s"]],
    ["nothing", "end", {}, "web", "event", ["nothing to see"]],
    ["a link button", "buttons", { buttons }, "web", "button", ["Shop", "Bad"]],
    [
      "what lint says",
      "mesage",
      {},
      "web",
      "error",
      ['error there is no event "mesage"; did you mean message event-name'],
    ],
  ])("shows %s", (_, name, payload, channel, className, texts) => {
    expect(classed(pageOf(eventOf(name, payload), [channel]), className).map(textOf)).toEqual(texts);
  });

  it.each<[Channel, string]>([
    ["web", "p strong a s ul li p ol li p blockquote p"],
    ["whatsapp_business", "p strong s ul li p div div p div p"],
    ["sms", "p div div p div div p div p"],
    ["custom", "p"],
  ])("formats a text as far as %s does", (channel, names) => {
    const [bubble] = classed(
      pageOf(eventOf("message", { body: marked, text_format: "markdown_v1" }), [channel]),
      "bubble",
    );
    expect(
      bubble &&
        elementsOf(bubble)
          .map(({ name }) => name)
          .join(" "),
    ).toBe(names);
  });

  it("has no link but to the web", () => {
    const links = named(pageOf(eventOf("buttons", { buttons }), ["web"]), "a");
    expect(links.map(({ attributes }) => attributes)).toEqual([
      { class: "button", href: "https://x.example/", target: "_blank", rel: "noopener noreferrer" },
    ]);
  });
});
