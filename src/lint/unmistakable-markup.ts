import { type MarkupPiece, parseMarkup } from "../delivery/markup.ts";
import type { Markup } from "../protocol/channel-facts.ts";

/** Markup that nobody writes by accident. */
const unmistakable: readonly Markup[] = ["bold", "strike", "inline code", "code block", "hyperlink"];
const unmistakableSigns = /\*\*|~~|`|\]\(/;

/** What of a text is meant as markup for sure, whether anything asks for formatting or not. */
export function unmistakableMarkup(text: string): readonly MarkupPiece[] {
  if (!unmistakableSigns.test(text)) return [];
  return parseMarkup(text).pieces.filter(({ markup }) => unmistakable.includes(markup));
}

// between blanks or before the end of a sentence, such words are bold, unless they are in something that is markup as well
const boldWords = /(?:^|[\s(])\*\*[A-Za-z0-9ÄÖÜäöüß]+(?: [A-Za-z0-9ÄÖÜäöüß]+)*\*\*(?=[\s.,!?;:)]|$)/;

/** Whether anything in a text is; mostly much faster than reading it. */
export function holdsUnmistakableMarkup(text: string): boolean {
  return boldWords.test(text) || unmistakableMarkup(text).length > 0;
}
