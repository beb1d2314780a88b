import { folded } from "./pseudonyms.ts";
import type { Span } from "./spans.ts";

/** Scripts that put no blank between words: each character is a token. */
const unspaced = "[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}]";
const token = new RegExp(`${unspaced}\\p{M}*|(?:(?!${unspaced})[\\p{L}\\p{M}])+|\\p{N}+`, "gu");

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  meaning?: T;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function tokensOf(text: string): Token[] {
  const found = text.matchAll(token);
  return Array.from(found, ({ 0: word, index }) => ({ text: folded(word), start: index, end: index + word.length }));
}

/** The most characters that may stand between the parts of a value, such as ", " in place of a blank. */
const widestGap = 3;

/** Values that are known, to be found in texts however they are written: other case, other punctuation, no accents. */
export interface KnownValues<T> {
  /** `meaning` is what `find` gives for it; the first one that was learnt stays */
  learn(value: string, meaning: T): void;
  /** All places of known values, the longest value at each, in the order of the text; in linear time. */
  find(text: string): (Span & { readonly meaning: T })[];
}

/** None known yet. */
export function createKnownValues<T>(): KnownValues<T> {
  const root: Node<T> = { next: new Map() };

  function longestAt(tokens: readonly Token[], index: number): { last: number; meaning: T } | undefined {
    let node: Node<T> | undefined = root;
    let found: { last: number; meaning: T } | undefined;
    for (let i = index; i < tokens.length; i++) {
      const { text, start } = tokens[i] as Token;
      if (i > index && start - (tokens[i - 1]?.end ?? 0) > widestGap) break;
      node = node.next.get(text);
      if (node === undefined) break;
      if (node.meaning !== undefined) found = { last: i, meaning: node.meaning };
    }
    return found;
  }

  /** A name with an ending: "Adas" in German. */
  function inGenitive({ text, start, end }: Token): (Span & { meaning: T }) | undefined {
    const meaning = text.length > 3 && /s$/.test(text) ? root.next.get(text.slice(0, -1))?.meaning : undefined;
    return meaning === undefined ? undefined : { start, end: end - 1, meaning };
  }

  return {
    learn(value, meaning) {
      let node = root;
      for (const { text } of tokensOf(value)) {
        const child: Node<T> = node.next.get(text) ?? { next: new Map() };
        node.next.set(text, child);
        node = child;
      }
      if (node !== root) node.meaning ??= meaning;
    },
    find(text) {
      if (root.next.size === 0) return [];
      const tokens = tokensOf(text);
      const spans: (Span & { meaning: T })[] = [];
      for (let i = 0; i < tokens.length; i++) {
        const first = tokens[i] as Token;
        const found = longestAt(tokens, i);
        const span = found
          ? { start: first.start, end: tokens[found.last]?.end ?? first.end, meaning: found.meaning }
          : inGenitive(first);
        if (span) spans.push(span);
        if (found) i = found.last;
      }
      return spans;
    },
  };
}
