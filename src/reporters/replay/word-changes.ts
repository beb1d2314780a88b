import { diffWordsWithSpace } from "diff";

/** A part of a text, and whether the other text lacks it. */
export interface Piece {
  readonly text: string;
  readonly isChanged: boolean;
}

/** Two texts in pieces; each with only one where they have too little in common. */
export interface WordChanges {
  readonly before: readonly Piece[];
  readonly after: readonly Piece[];
}

/** UTF-16 units of both texts, and edits between them: what is more takes time and tells nobody anything. */
const [longest, mostEdits] = [20_000, 200];

const whole = (text: string): Piece[] => [{ text, isChanged: true }];

/** What differs between two texts, word by word. */
export function wordChanges(before: string, after: string): WordChanges {
  const isLong = before.length + after.length > longest;
  const changes = isLong ? undefined : diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  const isAlike = changes?.some(({ added, removed, value }) => !added && !removed && /[\p{L}\p{N}]/u.test(value));
  if (changes === undefined || !isAlike) return { before: whole(before), after: whole(after) };
  const pieces = (other: "added" | "removed", own: "added" | "removed"): Piece[] =>
    changes.filter((change) => !change[other]).map((change) => ({ text: change.value, isChanged: change[own] }));
  return { before: pieces("added", "removed"), after: pieces("removed", "added") };
}

/** Characters of a piece that stay on either side, and of all pieces above which they are shortened. */
const [sideKept, mostShown, changedKept] = [24, 200, 90];

function shortened({ text, isChanged }: Piece, index: number, count: number): Piece {
  const characters = [...text];
  const kept = isChanged ? changedKept : sideKept;
  if (characters.length <= 2 * kept) return { text, isChanged };
  const start = index === 0 && !isChanged ? "" : characters.slice(0, kept).join("");
  const end = index === count - 1 && count > 1 && !isChanged ? "" : characters.slice(-kept).join("");
  return { text: `${start}…${end}`, isChanged };
}

/** Pieces with less of what is the same in both texts, and of what is very long, where all of it is more than two lines. */
export function excerptOf(pieces: readonly Piece[]): readonly Piece[] {
  const length = pieces.reduce((total, { text }) => total + text.length, 0);
  if (length <= mostShown) return pieces;
  return pieces.map((piece, index) => shortened(piece, index, pieces.length));
}
