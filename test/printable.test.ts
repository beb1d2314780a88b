import { describe, expect, it } from "vitest";
import { printable } from "../src/printable.ts";
import fc from "./property.ts";

describe("printable", () => {
  it.each([
    ["plain text", "plain text"],
    ["\x1b[2Jgone", "\\x1b[2Jgone"],
    ["bell\x07 null\x00 del\x7f c1\x9b", "bell\\x07 null\\x00 del\\x7f c1\\x9b"],
    ["a\r\n\tb", "a\\r\\n\\tb"],
    ["\u202etxt.exe\u202c \u2066x\u2069", "\\u202etxt.exe\\u202c \\u2066x\\u2069"],
    ["\ufeffbom \u200bzero \u2028line", "\\ufeffbom \\u200bzero \\u2028line"],
    ["\ud83d alone, \udc4b too", "\\ud83d alone, \\udc4b too"],
    ["Grüße 👋🏽 👩‍💻 می‌خواهم 日本", "Grüße 👋🏽 👩‍💻 می‌خواهم 日本"],
  ])("%j", (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it("keeps line feeds where they are wanted, and no other control", () => {
    expect(printable("a\r\nb\n\x1bc", { newlines: true })).toBe("a\\r\nb\n\\x1bc");
  });

  // any sequence of UTF-16 units: controls, overrides and lone surrogates are likely
  const units = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0x9f }), fc.constant(0x202e));
  const anyText = fc.array(units).map((codes) => String.fromCharCode(...codes));

  it("never lets a control character through", () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, newlines) => {
        const shown = printable(text, { newlines });
        expect(newlines ? shown.replaceAll("\n", "") : shown).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
