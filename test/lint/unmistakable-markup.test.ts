import { expect, it } from "vitest";
import { holdsUnmistakableMarkup, unmistakableMarkup } from "../../src/lint/unmistakable-markup.ts";
import fc, { runs } from "../property.ts";

const pieces = fc.constantFrom(
  ...[
    "**",
    "**bold**",
    " **two words**",
    "*",
    "_",
    "~~",
    "`",
    "```\n",
    "[",
    "](",
    "](https://a.de)",
    ")",
    "\\",
    "\n",
    "- ",
    "> ",
  ],
  ...["1. ", " ", "a", "word", "ß", "!", ".", ",", "<", "&amp;", "(", "\u00a0", "\u2028", "😀"],
);

it("knows of markup without reading a text just what reading it tells", () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const text = parts.join("");
      expect(holdsUnmistakableMarkup(text)).toBe(unmistakableMarkup(text).length > 0);
    }),
    { numRuns: runs(2000) },
  );
});
