import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { Channel } from "../../src/protocol/channels.ts";
import { pretty } from "../../src/reporters/preview/pretty.ts";
import { eventOf } from "../lint/answers.ts";
import { mutatedAnswer } from "../lint/mutations.ts";
import fc, { patience, runs } from "../property.ts";
import { folderOf, run } from "../run.ts";
import { coloured, nastyAnswer, plain, previewed } from "./answers.ts";

/** What is drawn below the heading of the file. */
function drawn(value: unknown, channel: Channel, { style = plain, width = 60 } = {}): string[] {
  const text = pretty([previewed(value, [channel])], { style, width });
  return text.trimEnd().split("\n").slice(2);
}

const options = [
  { id: "d", label: "Delivery status of an order" },
  { id: "r", label: "Returns" },
];
const listTemplate = {
  headline: "Our shops",
  body: "In which shop?",
  button: "Choose a shop",
  footer: "You can change it",
  options_headline: "Cologne",
  options: [
    { id: "s", label: "South", description: "until 8 pm" },
    { id: "n", label: "North of the main station" },
  ],
  fallback: "Which shop? Send its number.",
};

describe("one event on one channel", () => {
  it.each<[string, unknown, Channel, string[]]>([
    [
      "a text",
      eventOf("message", { body: "Hi\r\nthere" }),
      "web",
      ["message", "  web  text", "  ╭───────╮", "  │ Hi    │", "  │ there │", "  ╰───────╯"],
    ],
    [
      "bubbles as pills",
      eventOf("bubbles", { body: "Which?", options, fallback: "?" }),
      "web",
      [
        "bubbles",
        "  web  bubbles",
        "  ╭────────╮",
        "  │ Which? │",
        "  ╰────────╯",
        "  ( Delivery status of an order ) ( Returns )",
      ],
    ],
    [
      "bubbles that can't be clicked as numbered text",
      eventOf("bubbles", { body: "Which?", options, fallback: "Which? Send its number." }),
      "facebook",
      [
        "bubbles",
        "  facebook  numbered text",
        "  ╭────────────────────────────────╮",
        "  │ Which? Send its number.        │",
        "  │                                │",
        "  │ 1. Delivery status of an order │",
        "  │ 2. Returns                     │",
        "  ╰────────────────────────────────╯",
        "  can't be clicked: label 1 27/20 characters",
      ],
    ],
    [
      "a list with the screen that its button opens",
      eventOf("list_template", listTemplate),
      "whatsapp_business",
      [
        "list_template",
        "  whatsapp_business  list",
        "  ╭───────────────────╮",
        "  │ Our shops         │",
        "  │ In which shop?    │",
        "  │ You can change it │",
        "  ├───────────────────┤",
        "  │  ≡ Choose a shop  │",
        "  ╰───────────────────╯",
        "    ╭ Choose a shop ──────────────╮",
        "    │ Cologne                     │",
        "    │ ○ South                     │",
        "    │   until 8 pm                │",
        "    │ ○ North of the main station │",
        "    ╰─────────────────────────────╯",
        "  refused: label 2 25/24 characters",
      ],
    ],
    [
      "a list as quick replies, their labels cut off as Facebook does",
      eventOf("list_template", listTemplate),
      "facebook",
      [
        "list_template",
        "  facebook  quick replies",
        "  ╭────────────────╮",
        "  │ In which shop? │",
        "  ╰────────────────╯",
        "  ( South ) ( North of the main s… )",
        "  cut off: label 2 25/20 characters",
        '  lost: headline "Our shops", footer "You can change it",',
        '  options headline "Cologne", description 1 "until 8 pm"',
      ],
    ],
    [
      "a card",
      eventOf("button_template", {
        header: { type: "text", text: "Sale" },
        body: "Remind you?",
        options: [
          { id: "y", label: "Yes" },
          { id: "n", label: "No" },
        ],
        fallback: "?",
      }),
      "whatsapp_business",
      [
        "button_template",
        "  whatsapp_business  button template",
        "  ╭─────────────╮",
        "  │ Sale        │",
        "  │ Remind you? │",
        "  ├─────────────┤",
        "  │     Yes     │",
        "  ├─────────────┤",
        "  │     No      │",
        "  ╰─────────────╯",
      ],
    ],
    [
      "images side by side",
      eventOf("carousel", {
        body: "Which?",
        options: [
          { id: "a", label: "A", image_url: "https://x.example/a.jpg" },
          { id: "b", label: "B", image_url: "https://x.example/b.jpg" },
        ],
        fallback: "?",
      }),
      "web",
      [
        "carousel",
        "  web  carousel",
        "  ╭────────╮",
        "  │ Which? │",
        "  ╰────────╯",
        "  ╭─────────╮ ╭─────────╮",
        "  │ ▨ a.jpg │ │ ▨ b.jpg │",
        "  ├─────────┤ ├─────────┤",
        "  │    A    │ │    B    │",
        "  ╰─────────╯ ╰─────────╯",
      ],
    ],
    [
      "buttons that open addresses",
      eventOf("buttons", { body: "Here:", buttons: [{ body: "Shop", link: "https://x.example/" }] }),
      "web",
      [
        "buttons",
        "  web  link buttons",
        "  ╭───────╮",
        "  │ Here: │",
        "  ╰───────╯",
        "  [ Shop ↗ ]",
        "    https://x.example/",
      ],
    ],
    [
      "a file",
      eventOf("media", { link: "https://x.example/a.jpg?b=c" }),
      "telegram",
      [
        "media",
        "  telegram  file",
        "  ╭─────────────────────────────╮",
        "  │ ▨ a.jpg                     │",
        "  │ https://x.example/a.jpg?b=c │",
        "  ╰─────────────────────────────╯",
      ],
    ],
    [
      "a file where there are none",
      eventOf("media", { link: "https://x.example/a.jpg" }),
      "sms",
      ["media", "  sms  refused", "  refused: the channel takes no media"],
    ],
    [
      "a page",
      eventOf("navigate", { link: "https://x.example/a" }),
      "web",
      ["navigate", "  web  page", "  the browser goes to https://x.example/a"],
    ],
    [
      "a page where there is none",
      eventOf("navigate", { link: "https://x.example/a" }),
      "sms",
      ["navigate", "  sms  nothing", '  lost: page "https://x.example/a"'],
    ],
    [
      "a pause",
      [eventOf("delay", { duration: 2 }), eventOf("end")],
      "web",
      [
        "delay",
        "  web  pause",
        "  ● ● ●  typing for 2 s",
        "  warning the delay does nothing: it only holds back",
        "  messages that follow in the same list (delay-effect at /0)",
        "",
        "end",
        "  nothing to see",
      ],
    ],
    [
      "a text that is certainly too long",
      eventOf("message", { body: "x".repeat(4097) }),
      "telegram",
      ["  refused: body 4097/4096 code points"],
    ],
    [
      "a text that may be too long",
      eventOf("message", { body: "x".repeat(2001) }),
      "facebook",
      ["  may be refused: body 2001/2000 characters"],
    ],
    [
      "formatting that is lost",
      eventOf("message", { body: "**a** [b](https://x.example)", text_format: "markdown_v1" }),
      "sms",
      ["message", "  sms  text", "  ╭─────╮", "  │ a b │", "  ╰─────╯", "  formatting lost: bold, hyperlink"],
    ],
    [
      "markup that is shown as it is",
      eventOf("message", { body: "**a**", text_format: "markdown_v1" }),
      "custom",
      ["message", "  custom  text", "  ╭───────╮", "  │ **a** │", "  ╰───────╯"],
    ],
    [
      "markup that nobody asked for",
      eventOf("message", { body: "**a**" }),
      "web",
      ["message", "  web  text", "  ╭───────╮", "  │ **a** │", "  ╰───────╯"],
    ],
    [
      "lists and quotes",
      eventOf("message", { body: "- a\n  1. b\n- c\n\n> d\n> e", text_format: "markdown_v1" }),
      "web",
      [
        "message",
        "  web  text",
        "  ╭────────╮",
        "  │ • a    │",
        "  │   1. b │",
        "  │ • c    │",
        "  │        │",
        "  │ ▎ d    │",
        "  │ ▎ e    │",
        "  ╰────────╯",
      ],
    ],
    [
      "control characters",
      eventOf("message", { body: "\x1b[2J\u202e" }),
      "web",
      ["message", "  web  text", "  ╭───────────────╮", "  │ \\x1b[2J\\u202e │", "  ╰───────────────╯"],
    ],
    [
      "right-to-left text, kept from its frame",
      eventOf("message", { body: "שלום" }),
      "web",
      ["message", "  web  text", "  ╭──────╮", "  │ \u2068שלום\u2069 │", "  ╰──────╯"],
    ],
  ])("%s", async (_, value, channel, lines) => {
    const all = drawn(value, channel);
    expect(lines.length === 1 ? all.slice(-1) : all).toEqual(lines);
  });

  it("says what lint finds wrong with it, whatever the channel", async () => {
    const broken = eventOf("bubbles", { body: "Size?", options: [{ id: "s" }, 7], fallback: "?" });
    expect(drawn(broken, "web", { width: 120 }).slice(-4)).toEqual([
      "  ╰───────╯",
      "  (  ) (  )",
      expect.stringMatching(/^ {2}error label is missing.*\(parameter-required/),
      expect.stringMatching(/^ {2}error options\[1\] is 7.*\(parameter-type/),
    ]);
  });

  it("is only named where there is no such event", async () => {
    expect(drawn(eventOf("mesage", { body: "Hi" }), "web")).toEqual([
      "mesage",
      '  error there is no event "mesage"; did you mean message',
      "  (event-name at /packet/name)",
    ]);
  });

  it("is drawn whatever is wrong around it", async () => {
    expect(drawn({ packet: { name: "message", payload: { body: "Hi" } } }, "web")).toContain("  │ Hi │");
  });

  it("is cut where it would fill screens", async () => {
    const lines = drawn(eventOf("message", { body: "x\n".repeat(1000) }), "web");
    expect(lines).toHaveLength(305);
    expect(lines.at(-2)).toBe("  │ … and 701 more lines │");
  });
});

describe("colours", () => {
  const body = "**a** *b* __c__ ~~d~~ `e` [f](https://x.example)";
  const formatted = eventOf("message", { body, text_format: "markdown_v1" });

  it.each<[Channel, string]>([
    [
      "web",
      "\x1b[1ma\x1b[22m \x1b[3mb\x1b[23m \x1b[4mc\x1b[24m \x1b[9md\x1b[29m \x1b[32me\x1b[39m \x1b[4m\x1b[36mf\x1b[39m\x1b[24m",
    ],
    ["whatsapp_business", "\x1b[1ma\x1b[22m \x1b[3mb\x1b[23m c \x1b[9md\x1b[29m e f"],
    ["sms", "a b c d e f"],
    ["custom", body],
  ])("format a text as far as %s does", async (channel, text) => {
    const lines = drawn(formatted, channel, { style: coloured });
    expect(lines.find((line) => line.startsWith("  │"))).toBe(`  │ ${text} │`);
  });

  it("strike out what is lost", async () => {
    const lines = drawn(eventOf("list_template", listTemplate), "web", { style: coloured });
    expect(lines.join("\n")).toContain('\x1b[33mlost:\x1b[39m headline "\x1b[9mOur shops\x1b[29m"');
  });

  it("change no character", async () => {
    const file = previewed(eventOf("list_template", listTemplate));
    const view = { width: 100 };
    expect(stripVTControlCharacters(pretty([file], { ...view, style: coloured }))).toBe(
      pretty([file], { ...view, style: plain }),
    );
  });
});

describe("columns", () => {
  const event = eventOf("bubbles", { body: "Which?", options: [{ id: "a", label: "A" }], fallback: "Number?" });

  it.each<[number, string[]]>([
    [40, ["web  bubbles", "whatsapp_business, facebook  button", "telegram, threema, sms, custom"]],
    [80, ["web  bubbles  whatsapp_business, facebook  button", "telegram, threema, sms, custom"]],
    [120, ["web  bubbles  whatsapp_business, facebook  button  telegram, threema, sms, custom"]],
  ])("of channels that show the same, in %i cells", async (width, heads) => {
    const text = pretty([previewed(event)], { style: plain, width });
    const found = text.split("\n").filter((line) => /^ {2}(web|whatsapp|telegram)/.test(line));
    expect(found.map((line) => line.trim().replace(/ {2,}/g, "  "))).toEqual(
      heads.map((head) => expect.stringContaining(head)),
    );
  });

  it(
    "are never wider than the terminal, nor do lines end with blanks",
    async () => {
      const answers = fc.oneof(nastyAnswer, mutatedAnswer);
      await fc.assert(
        fc.asyncProperty(
          answers,
          fc.integer({ min: 24, max: 220 }),
          fc.constantFrom(plain, coloured),
          async (value, width, style) => {
            const lines = pretty([previewed(value)], { style, width }).split("\n");
            expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
            expect(lines.filter((line) => line.endsWith(" "))).toEqual([]);
          },
        ),
        { numRuns: runs(150) },
      );
    },
    patience(120_000),
  );

  it(
    "show nothing that a terminal would act on",
    async () => {
      await fc.assert(
        fc.asyncProperty(nastyAnswer, async (value) => {
          const text = pretty([previewed(value)], { style: plain, width: 100 });
          expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]/);
        }),
        { numRuns: runs(60) },
      );
    },
    patience(120_000),
  );
});

it("reads as each channel's contact would see it", async () => {
  const shop = [
    eventOf("message", { body: "**Welcome** to the shop!\n- repairs\n- rentals", text_format: "markdown_v1" }),
    eventOf("bubbles", {
      body: "What is it about?",
      options: [...options, { id: "o", label: "Other" }],
      fallback: "What is it about? Send its number.",
    }),
    eventOf("list_template", listTemplate),
    eventOf("media", { link: "https://cdn.example.com/opening-hours.jpg" }),
    eventOf("contact_update", { name: "Ada" }),
  ];
  const cwd = await folderOf({ "shop.json": JSON.stringify(shop) });
  const { code, stdout, stderr } = await run(["preview", "shop.json"], { cwd });
  const session = `# What \`ulbot preview\` prints where there is no terminal\n\n\`\`\`console\n$ ulbot preview shop.json\n${stdout}${stderr}\`\`\`\n\nExit code: ${code}\n`;
  await expect(session).toMatchFileSnapshot(join(import.meta.dirname, "../fixtures/preview/pretty.snap.md"));
});
