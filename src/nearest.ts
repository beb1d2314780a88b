import { closest, distance } from "fastest-levenshtein";

/** The known name that a word was probably meant to be, or `undefined` where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || word.length > 64) return undefined;
  const guess = closest(word.toLowerCase(), known);
  const edits = distance(word.toLowerCase(), guess);
  return edits <= Math.max(1, Math.floor((guess.length + 1) / 3)) ? guess : undefined;
}
