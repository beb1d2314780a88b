import { describe, expect, it } from "vitest";
import { createOutputTail, lastLines } from "../../src/bot/output-tail.ts";

describe("the end of the output", () => {
  it("is all of it while it is short", () => {
    const tail = createOutputTail();
    tail.add("one\n");
    tail.add("two\n");
    expect(tail.text()).toBe("one\ntwo\n");
  });

  it("is the last 65,536 characters of any number", () => {
    const tail = createOutputTail();
    for (let line = 0; line < 100_000; line += 1) tail.add(`${line}\n`);
    expect(tail.text()).toHaveLength(65_536);
    expect(tail.text()).toMatch(/99998\n99999\n$/);
  });

  it("has lines without colours and without anything a terminal acts on", () => {
    expect(lastLines("a\r\n\x1b[32mb\x1b[0m\n\nc\x07\n\n", 3)).toEqual(["b", "", "c\\x07"]);
    expect(lastLines("\n \n", 3)).toEqual([]);
  });
});
