import { stripVTControlCharacters } from "node:util";
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

/** The same with `first`, which takes `cells` cells, before the first line, and the others below the text that follows it. */
export function hanging(first: string, cells: number, text: string, width: number): string {
  const lines = wrapped(" ".repeat(cells) + text, width);
  return lines.map((line, index) => (index === 0 ? first + line.slice(cells) : line)).join("\n");
}
