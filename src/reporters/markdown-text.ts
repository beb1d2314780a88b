import { printable } from "../printable.ts";
import { wrapped } from "./wrapped.ts";

/** Pieces of Markdown, for pages that are also read as plain text. */

/** Prose that GitHub and plain-text readers show alike: what could be markup is escaped, what stands in backticks is code. */
export function prose(text: string): string {
  const pieces = text.split(/(`[^`]*`)/);
  return pieces.map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/[\\<>*[\]]/g, "\\$&"))).join("");
}

/** A paragraph of prose, in lines of at most 100 characters. */
export function paragraph(text: string): string {
  return wrapped(prose(text), 100).join("\n");
}

/** Text as code within a line. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** A block of text that stays as it is; the fence is longer than any in it. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** What could begin or end something in Markdown, in HTML, or be taken for a mention, an issue, an address or an emoji. */
const special = /[\\`*_[\]<>|#~$&@:]/g;

/** Text from outside as a table's cell can hold it: every character stands for itself. */
export function cell(text: string): string {
  return printable(text).replace(special, "\\$&");
}

/** A table, its columns padded so that it can also be read as it is written. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)));
  const drawn = lines.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [drawn[0], rule, ...drawn.slice(1)].join("\n");
}

/** A page of blocks, which are set apart by empty lines; blocks that are empty are left out. */
export function page(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
