import { commonWords } from "./personal-keys.ts";
import { folded } from "./pseudonyms.ts";

const wordPattern = /[\p{L}\p{M}]+/gu;

/** In these scripts a name may be two characters. */
const isShortScript = (word: string): boolean => /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(word);

const fewestLetters = 3;

/** A pseudonym in the case of the word it stands for. */
export function inCaseOf(word: string, pseudonym: string): string {
  const [lower, upper] = [word.toLowerCase(), word.toUpperCase()];
  if (lower === upper) return pseudonym;
  if (word === lower) return pseudonym.toLowerCase();
  return word === upper && word.length > 1 ? pseudonym.toUpperCase() : pseudonym;
}

/** A name with other words in place of its own; initials, titles and particles stay. */
export function withOtherWords(name: string, other: (word: string) => string): string {
  return name.replace(wordPattern, (word) => {
    const isInitial = word.length < 2 && !isShortScript(word);
    return isInitial || commonWords.has(folded(word)) ? word : other(word);
  });
}

/** The words of a name that are its own wherever they stand in a text, and all of them written as one. */
export function tellingWords(name: string): string[] {
  const words = name.match(wordPattern) ?? [];
  const telling = words.filter((word) => {
    const isLong = Array.from(word).length >= (isShortScript(word) ? 2 : fewestLetters);
    return isLong && !commonWords.has(folded(word));
  });
  return words.length > 1 && telling.length > 0 ? [...telling, words.join("")] : telling;
}
