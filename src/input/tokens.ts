import { createScanner } from "jsonc-parser";

/** The kinds of token that jsonc-parser's scanner gives; its own names exist for its compiler only. */
export const tokenKinds = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  string: 10,
  number: 11,
  end: 17,
} as const;

/** One token of a JSON text; a string's value is without quotes and escapes. */
export interface Token {
  readonly kind: number;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a JSON text one after the other, without white space. */
export function* tokensOf(text: string): Generator<Token> {
  const scanner = createScanner(text, true);
  for (let kind: number = scanner.scan(); kind !== tokenKinds.end; kind = scanner.scan()) {
    const start = scanner.getTokenOffset();
    yield { kind, value: scanner.getTokenValue(), start, end: start + scanner.getTokenLength() };
  }
}
