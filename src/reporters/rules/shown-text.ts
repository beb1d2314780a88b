import { written } from "../../written.ts";
import { counted } from "../counted.ts";

const longestText = 100;
const mostLines = 40;

/** A long string, cut in the middle of what nobody reads to its end. */
function cut(literal: string): string {
  if (literal.length <= longestText) return literal;
  return `${literal.slice(0, longestText / 2).replace(/\\u?[\da-f]{0,3}$/, "")}… (${written(literal.length)} characters)`;
}

/** The text of an example as it is shown: long strings are cut, and so is what is left of many lines. */
export function shownText(text: string): string {
  const lines = text.replace(/"((?:[^"\\]|\\.)*)"/g, (_, literal: string) => `"${cut(literal)}"`).split("\n");
  if (lines.length <= mostLines) return lines.join("\n");
  const [first, last] = [lines.slice(0, mostLines / 2), lines.slice(-mostLines / 4)];
  return [...first, `  … ${counted(lines.length - first.length - last.length, "line")} …`, ...last].join("\n");
}
