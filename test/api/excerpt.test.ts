import { describe, expect, it } from "vitest";
import { excerptWithout } from "../../src/api/excerpt.ts";

describe("an excerpt", () => {
  const excerpt = excerptWithout('a"b/c');

  it.each([
    ["  on\n one\r\n\tline ", "on one line"],
    ["\x1b[2J\u202e", "\\x1b[2J\\u202e"],
    ['plain a"b/c', "plain [token]"],
    ["encoded a%22b%2Fc", "encoded [token]"],
    ['{"token":"a\\"b/c"}', '{"token":"[token]"}'],
    ['{"token":"a\\"b\\/c"}', '{"token":"[token]"}'],
    ["lower case a%22b%2fc", "lower case [token]"],
    ['another case A"B/C', "another case [token]"],
    ["<b>a&quot;b/c</b>", "<b>[token]</b>"],
    [Buffer.from('a"b/c').toString("base64"), "[token]"],
  ])("of %j is %j", (text, expected) => {
    expect(excerpt(text)).toBe(expected);
  });

  it("is at most 200 characters, none of them cut in half", () => {
    expect(Array.from(excerpt("👋".repeat(300)))).toHaveLength(200);
    expect(excerpt("👋".repeat(300))).toMatch(/👋…$/u);
    expect(excerpt("x".repeat(200))).toBe("x".repeat(200));
  });
});
