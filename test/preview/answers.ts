import type { FileValue } from "../../src/input/values.ts";
import { type PreviewedFile, previewFile } from "../../src/preview/preview.ts";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import { createStyle } from "../../src/reporters/style.ts";
import { eventOf } from "../lint/answers.ts";
import fc from "../property.ts";

export const plain = await createStyle(false);
export const coloured = await createStyle(true);

/** What `ulbot preview` makes of a value in a file. */
export function previewed(value: unknown, channels: readonly Channel[] = channelNames): PreviewedFile {
  const source: FileValue = { file: "answer.json", text: JSON.stringify(value), line: 1, value };
  return previewFile("answer.json", [source], { channels });
}

/** Texts that have hurt pages and terminals before. */
export const nastyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.constantFrom(
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    "javascript:alert(1)",
    "[a](javascript:alert(1)) **b** <b>c</b>",
    "--><!-- ]]>",
    "&lt;&amp;&#60;",
    "\x1b[2J\x1b]0;x\x07\u202egnp.exe",
    "חנות במערב \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪 漢字かな e\u0301\u0323",
    "\u1100".repeat(300),
    "x".repeat(500),
    "\n".repeat(400),
    '**a *b ~~c~~* __d__**\n- x\n  - y\n> z\n```\ncode\n```\n[l](https://x.example/?a=b&c="d")',
  ),
);

/** Answers whose every text is nasty. */
export const nastyAnswer = fc
  .record({
    text: nastyText,
    label: nastyText,
    link: nastyText,
    name: nastyText,
    many: fc.integer({ min: 0, max: 14 }),
  })
  .map(({ text, label, link, name, many }) => {
    const options = Array.from({ length: many }, (_, index) => ({ id: `${index}`, label, description: text }));
    return [
      eventOf("message", { body: text, text_format: "markdown_v1" }),
      eventOf("bubbles", { body: text, options, fallback: label }),
      eventOf("carousel", {
        body: text,
        options: options.map((option) => ({ ...option, image_url: link })),
        fallback: text,
      }),
      eventOf("button_template", {
        header: { type: "image", link },
        body: text,
        footer: label,
        options,
        fallback: text,
      }),
      eventOf("list_template", {
        headline: label,
        body: text,
        button: label,
        options_headline: label,
        footer: label,
        options,
        fallback: text,
      }),
      eventOf("buttons", { body: text, buttons: [{ body: label, link }] }),
      eventOf("media", { link, name }),
      eventOf("navigate", { link }),
      eventOf("delay", { duration: 2 }),
      eventOf(name, { body: text }),
    ];
  });
