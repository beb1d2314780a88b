import { describe, expect, it } from "vitest";
import { nearest } from "../src/nearest.ts";

const known = ["id", "end", "body", "label", "options", "text_format"];

describe("the known name that a word was meant to be", () => {
  it.each([
    ["boddy", "body"],
    ["lable", "label"],
    ["LABEL", "label"],
    ["option", "options"],
    ["text_fromat", "text_format"],
    ["note", undefined],
    ["title", undefined],
    ["", undefined],
    ["x".repeat(1000), undefined],
  ])("%s: %s", (word, name) => {
    expect(nearest(word, known)).toBe(name);
  });

  it("is none where nothing is known", () => {
    expect(nearest("body", [])).toBeUndefined();
  });
});
