import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** A terminal narrower than this gets lines that are too long rather than a word a line. */
const leastWidth = 40;

/** UTF-16 units, more than any channel takes. To wrap a line of megabytes would take minutes. */
const longestLine = 10_000;

const cut = (line: string): string =>
  line.length > longestLine ? `${stripVTControlCharacters(line).slice(0, longestLine)}…` : line;

/**
 * One line as lines of at most `width` cells, broken at spaces, all with the indentation of the first, and without spaces
 * at their ends. A word that is longer stays whole, so that an address can be clicked and copied. Of a line of more than
 * 10,000 characters the beginning is given.
 */
export function wrapped(line: string, width: number): string[] {
  // more than this is no indentation, and would leave no room
  const [indent = ""] = /^ {0,16}/.exec(line) ?? [];
  const cells = Math.max(leastWidth, width) - indent.length;
  const pieces = wrapAnsi(cut(line.slice(indent.length)), cells).split("\n");
  return pieces.map((piece) => `${indent}${piece}`.trimEnd());
}

/** Pieces of a line that has nothing to break it at, such as letters that all join into one. */
function chopped(line: string, width: number): string[] {
  const characters = [...stripVTControlCharacters(line)];
  // none is wider than two cells
  const size = Math.max(1, Math.floor(width / 2));
  const starts = Array.from({ length: Math.ceil(characters.length / size) }, (_, index) => index * size);
  return starts.map((start) => characters.slice(start, start + size).join(""));
}

/** One line as lines of at most `width` cells, 4 or more, whatever is in it: a word that is longer is broken. */
export function fitted(line: string, width: number): string[] {
  const [spaces = ""] = /^ */.exec(line) ?? [];
  const indent = spaces.slice(0, Math.floor(width / 2));
  const cells = width - indent.length;
  const pieces = wrapAnsi(cut(line.slice(spaces.length)), cells, { hard: true }).split("\n");
  return pieces
    .flatMap((piece) => (stringWidth(piece) > cells ? chopped(piece, cells) : [piece]))
    .map((piece) => `${indent}${piece}`.trimEnd());
}

/** `wrapped` with `first`, which takes `cells` cells, before the first line, and the others below the text that follows it. */
export function hanging(first: string, cells: number, text: string, width: number): string {
  const lines = wrapped(" ".repeat(cells) + text, width);
  return lines.map((line, index) => (index === 0 ? first + line.slice(cells) : line)).join("\n");
}
