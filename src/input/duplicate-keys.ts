import { tokenKinds, tokensOf } from "./tokens.ts";

/** A key that its object had already, with its place in the text. */
export interface DuplicateKey {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

// every key is followed by a colon, so a text without duplicates can't have fewer of these than its value has keys
const keyEnd = /"\s*:/g;

/**
 * Every key of a JSON text that its object had already; `keys` is how many the text's value has on all levels. Reads the
 * tokens only where that count says that there may be one.
 */
export function duplicateKeys(text: string, keys: number): DuplicateKey[] {
  if ((text.match(keyEnd)?.length ?? 0) === keys) return [];
  const found: DuplicateKey[] = [];
  // the keys seen in each open object; a list has none
  const open: (Set<string> | undefined)[] = [];
  let expectsKey = false;
  for (const { kind, value, start, end } of tokensOf(text)) {
    const seen = open.at(-1);
    if (kind === tokenKinds.openBrace || kind === tokenKinds.openBracket) {
      expectsKey = kind === tokenKinds.openBrace;
      open.push(expectsKey ? new Set() : undefined);
    } else if (kind === tokenKinds.closeBrace || kind === tokenKinds.closeBracket) {
      open.pop();
      expectsKey = false;
    } else if (kind === tokenKinds.comma) {
      expectsKey = seen !== undefined;
    } else if (expectsKey && seen && kind === tokenKinds.string) {
      if (seen.has(value)) found.push({ key: value, start, end });
      seen.add(value);
      expectsKey = false;
    }
  }
  return found;
}
