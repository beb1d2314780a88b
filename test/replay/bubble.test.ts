import { describe, expect, test } from "vitest";
import type { Channel } from "../../src/protocol/channels.ts";
import { bubble } from "../../src/reporters/replay/bubble.ts";
import { createStyle } from "../../src/reporters/style.ts";
import { hanging, wrapped } from "../../src/reporters/wrapped.ts";
import { answer, webhook } from "./project.ts";

const view = { style: await createStyle(false), width: 80 };
const event = (name: string, payload: object) => answer(webhook("start"), name, payload);
const drawn = (value: unknown, channel: Channel = "web") => bubble(value, channel, view);
const options = [
  { id: "1", label: "One\n  ✓ forged" },
  { id: "2", label: "Two" },
];

describe("an event", () => {
  test.each<[string, unknown, Channel, string[]]>([
    ["a text", event("message", { body: "a\r\n\n  \nb  \n" }), "web", ["┌ a", "│", "│", "│ b", "│"]],
    [
      "a label over two lines",
      event("bubbles", { body: "?", options, fallback: "?" }),
      "web",
      ["┌ ?", "│ [ One\\n  ✓ forged ] [ Two ]"],
    ],
    [
      "a label that the channel cuts off",
      event("list_template", {
        body: "?",
        button: "b",
        options: [{ id: "1", label: "Delivery status of an order" }],
        fallback: "?",
      }),
      "facebook",
      ["┌ ?", "│ [ Delivery status of… ]"],
    ],
    [
      "a file",
      event("media", { link: "https://x.example/a.png" }),
      "facebook",
      ["┌ [ file: https://x.example/a.png ]"],
    ],
    [
      "a file where there are none",
      event("media", { link: "https://x.example/a.png" }),
      "sms",
      ["┌ refused by this channel"],
    ],
    ["nothing to see", event("end", {}), "web", ["┌ end"]],
    ["nothing to see, with a payload", event("note_create", { body: "a b" }), "web", ['┌ note_create {"body":"a b"}']],
    ["nothing to read", event("message", { body: "" }), "web", ['┌ message {"body":""}']],
    [
      "an unknown one",
      { info: { cid: "x" }, packet: { name: "x" } },
      "web",
      ['┌ {"info":{"cid":"x"},"packet":{"name":"x"}}'],
    ],
    ["no event", ["\u202e"], "web", ['┌ ["\\u202e"]']],
    ["null", null, "web", ["┌ null"]],
  ])("%s", (_, value, channel, lines) => {
    expect(drawn(value, channel)).toEqual(lines.map((line) => `    ${line}`));
  });

  test("of very many lines is cut", () => {
    const lines = drawn(event("message", { body: "\n".repeat(900_000) }));
    expect(lines).toHaveLength(301);
    expect(lines.at(-1)).toBe("    │ … and 899,701 more lines");
  });

  test("of a very long line is cut", () => {
    expect(drawn(event("message", { body: "漢".repeat(2_000_000) }))).toEqual([`    ┌ ${"漢".repeat(10_000)}…`]);
  });
});

describe("wrapping", () => {
  const words = "one two three four five six seven eight nine ten";

  test.each([
    ["", 40, [""]],
    ["a  b", 40, ["a  b"]],
    [words, 40, ["one two three four five six seven eight", "nine ten"]],
    [`  ${words}`, 40, ["  one two three four five six seven", "  eight nine ten"]],
    [words, 10, ["one two three four five six seven eight", "nine ten"]],
    [`${"x".repeat(50)} y`, 40, ["x".repeat(50), "y"]],
    ["漢字 ".repeat(10), 40, ["漢字 漢字 漢字 漢字 漢字 漢字 漢字 漢字", "漢字 漢字"]],
    [`${" ".repeat(100)}x`, 40, [`${" ".repeat(16)}x`]],
  ])("%j to %i cells", (line, width, lines) => {
    expect(wrapped(line, width)).toEqual(lines);
  });

  test("below the text after a beginning of its own", () => {
    expect(hanging("\x1b[1m>>\x1b[22m ", 3, words, 40)).toBe(
      "\x1b[1m>>\x1b[22m one two three four five six seven\n   eight nine ten",
    );
  });

  test("keeps a colour within its line", async () => {
    const { cyan } = await createStyle(true);
    expect(wrapped(cyan(words), 40)).toEqual([cyan("one two three four five six seven eight"), cyan("nine ten")]);
    expect(wrapped(cyan("x".repeat(20_000)), 40)).toEqual([`${"x".repeat(10_000)}…`]);
  });
});
