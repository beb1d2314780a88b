import { describe, expect, it } from "vitest";
import { beside, flowed, framed } from "../../src/reporters/preview/block.ts";
import { fitted } from "../../src/reporters/wrapped.ts";

describe("a frame", () => {
  it.each<[string, Parameters<typeof framed>, string[]]>([
    ["as wide as what is in it", [[{ lines: ["a", "bcd"] }]], ["╭─────╮", "│ a   │", "│ bcd │", "╰─────╯"]],
    ["around wide characters", [[{ lines: ["漢字", "👍🏽"] }]], ["╭──────╮", "│ 漢字 │", "│ 👍🏽   │", "╰──────╯"]],
    ["around a mark that joins", [[{ lines: ["e\u0301"] }]], ["╭───╮", "│ e\u0301 │", "╰───╯"]],
    [
      "with a rule between parts, the second in the middle",
      [[{ lines: ["abcde"] }, { lines: ["x"], isCentred: true }]],
      ["╭───────╮", "│ abcde │", "├───────┤", "│   x   │", "╰───────╯"],
    ],
    ["with a title wider than the rest", [[{ lines: ["a"] }], "Topics"], ["╭ Topics ╮", "│ a      │", "╰────────╯"]],
    ["around nothing", [[]], ["╭──╮", "╰──╯"]],
  ])("%s", (_, parts, lines) => {
    expect(framed(...parts)).toEqual(lines);
  });
});

describe("blocks side by side", () => {
  it.each<[string, readonly string[], string[]]>([
    ["aligned at the top", beside([["a", "bc"], ["d"]], 2), ["a   d", "bc"]],
    ["each as wide as told", beside([["a"], ["d", "e"]], 1, 4), ["a    d", "     e"]],
    ["none", beside([], 1), []],
    ["as many in a row as fit", flowed([["aaa"], ["bbb"], ["cc"]], 1, 7), ["aaa bbb", "cc"]],
    ["one that is wider than the row", flowed([["a"], ["bbbbb"], ["c"]], 1, 3), ["a", "bbbbb", "c"]],
    ["counted in cells", flowed([["漢字"], ["漢"]], 1, 6), ["漢字", "漢"]],
  ])("%s", (_, lines, expected) => {
    expect(lines).toEqual(expected);
  });
});

describe("a line made to fit", () => {
  it.each<[string, string, number, string[]]>([
    ["is broken at spaces", "one two three", 8, ["one two", "three"]],
    ["and within a word that is longer", "https://x.example", 8, ["https://", "x.exampl", "e"]],
    ["keeps its indentation", "  one two three", 8, ["  one", "  two", "  three"]],
    ["unless that leaves no room", `${" ".repeat(100)}x`, 8, ["    x"]],
    ["is counted in cells", "漢字漢字漢", 5, ["漢字", "漢字", "漢"]],
    ["even where all of it joins", "\u1100".repeat(6), 6, ["\u1100\u1100\u1100", "\u1100\u1100\u1100"]],
    ["is nothing where there is nothing", "", 8, [""]],
  ])("%s", (_, line, width, lines) => {
    expect(fitted(line, width)).toEqual(lines);
  });
});
