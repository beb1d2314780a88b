import { describe, expect, it } from "vitest";
import { type MarkupNode, mayHoldMarkup, parseMarkup, plainTextOf } from "../../src/delivery/markup.ts";
import fc, { runs } from "../property.ts";
import { delivered } from "./samples.ts";

const piecesOf = (text: string): string[] => parseMarkup(text).pieces.map(({ markup, text }) => `${markup}: ${text}`);

describe("the markup of a text", () => {
  it.each<[text: string, pieces: string[]]>([
    ["**now**", ["bold: now"]],
    ["*now* and _then_", ["italic: now", "italic: then"]],
    ["~~old~~", ["strike: old"]],
    ["__mind__", ["underline: mind"]],
    ["___both___", ["italic: both", "underline: both"]],
    ["***both***", ["italic: both", "bold: both"]],
    ["`code` and ``a ` in code``", ["inline code: code", "inline code: a ` in code"]],
    ["```sh\nnpm test\nnpm start\n```", ["code block: npm test\nnpm start"]],
    ["[our **shop**](https://shop.example.com)", ["hyperlink: our shop", "bold: shop"]],
    ["- one\n- two", ["list: one\ntwo"]],
    ["1. one\n2) two", ["list: one", "list: two"]],
    ["- one\n  - two\n    - three", ["list: one\ntwo\nthree", "nested list: two\nthree", "nested list: three"]],
    ["> said\n> he", ["block quote: said\nhe"]],
    ["> - **a**", ["block quote: a", "list: a", "bold: a"]],
    ["- > - a", ["list: a", "block quote: a", "nested list: a"]],
  ])("%j", (text, pieces) => {
    expect(piecesOf(text)).toEqual(pieces);
  });

  it("is all that the platform names", () => {
    const text = "**b** *i* ~~s~~ __u__ `c` [l](https://example.com)\n\n```\nd\n```\n- e\n\n> q";
    expect(piecesOf(text)).toEqual([
      ...["bold: b", "italic: i", "strike: s", "underline: u", "inline code: c", "hyperlink: l"],
      ...["code block: d", "list: e", "block quote: q"],
    ]);
  });

  it.each([
    "2 * 3 * 4 = 24",
    "snake_case_name and __init__py",
    "It is on the 1. May",
    "5 - 3 > 1",
    "\\*not italic\\*",
    "** no **",
    "<b>no tags</b> &amp; no entities",
    "# no heading",
    "![no image]",
    "https://example.com/a_b_c and <https://example.com>",
    "[a script](javascript:alert(1))",
    "    an indented line",
    "a | table\n--|--",
    "---",
    "",
  ])("is none in %j", (text) => {
    expect(piecesOf(text)).toEqual([]);
  });
});

describe("what is left without formatting", () => {
  it.each([
    ["**Hello** *you*", "Hello you"],
    ["one\n\ntwo  \nthree", "one\n\ntwo\nthree"],
    ["Sizes:\n- S\n- M\n\nThat is *all*", "Sizes:\n\nS\nM\n\nThat is all"],
    ["\\*Hello\\*", "*Hello*"],
    ["[our shop](https://shop.example.com)", "our shop"],
  ])("of %j", (text, plain) => {
    expect(parseMarkup(text).plain).toBe(plain);
  });

  it.each<[text_format: string | undefined, text: string]>([
    ["markdown_v1", "now"],
    ["plain", "**now**"],
    [undefined, "**now**"],
  ])("is asked for by text_format: %s", (text_format, text) => {
    const payload = { body: "**now**", ...(text_format === undefined ? {} : { text_format }) };
    expect(plainTextOf(delivered("message", payload as { body: string }, "sms"))).toBe(text);
  });
});

it("keeps addresses and first numbers", () => {
  const [list] = parseMarkup("3. see [it](https://example.com/a)\n4. go").nodes;
  expect(list).toMatchObject({ kind: "list", first: 3, children: [{ kind: "list item" }, { text: "go" }] });
  const links = (node: MarkupNode): (string | undefined)[] => [node.href, ...node.children.flatMap(links)];
  expect(links(list as MarkupNode).filter(Boolean)).toEqual(["https://example.com/a"]);
});

/** Texts of little else than signs. */
const signs = fc.string({ unit: fc.constantFrom(..."ab *_~`[]()>-+1.)\\\n", "**", "- ", "```", "](https://x.de)") });

describe("whatever the text", () => {
  it("what can't hold markup has none", () => {
    fc.assert(
      fc.property(fc.oneof(signs, fc.string({ unit: "binary" })), (text) => {
        if (!mayHoldMarkup(text)) expect(piecesOf(text)).toEqual([]);
      }),
      { numRuns: runs(2000) },
    );
  });

  it("every piece is in what is left, which has no character that the text lacks", () => {
    fc.assert(
      fc.property(signs, (text) => {
        const { pieces, plain } = parseMarkup(text);
        const flat = (part: string): string => part.replace(/\s/g, "");
        for (const piece of pieces) expect(flat(plain)).toContain(flat(piece.text));
        for (const character of flat(plain)) expect(text).toContain(character);
      }),
      { numRuns: runs(2000) },
    );
  });

  it.each([
    ["stars", "*".repeat(50_000)],
    ["opening brackets", "[".repeat(50_000)],
    ["links in links", "[a](".repeat(10_000)],
    ["quotes in quotes", ">".repeat(50_000)],
    ["lists in lists", "- ".repeat(50_000)],
    ["empty lines", "\n".repeat(50_000)],
    ["blanks", " ".repeat(50_000)],
    ["backticks", Array.from({ length: 300 }, (_, count) => "`".repeat(count)).join("a")],
  ])("%s by the thousand are read", (_what, text) => {
    expect(mayHoldMarkup(text) ? parseMarkup(text).plain.length : 0).toBeLessThanOrEqual(text.length);
  });
});
