import { wrapped } from "./wrapped.ts";

/** A cell of a row that is drawn in a column: what it says, and how it looks. */
export interface Cell {
  readonly text: string;
  readonly look?: (text: string) => string;
}

/** The least width of a column that holds all of some texts, and the gap behind it. */
export function columnWidth(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length)) + 2;
}

/** A line of cells in columns of some widths, with a text behind them that is wrapped beside them. ASCII only in the cells. */
export function rowText(cells: readonly Cell[], widths: readonly number[], text: string, width: number): string {
  const columns = cells.map(({ text: content, look = (plain) => plain }, index) => {
    return `${look(content)}${" ".repeat(Math.max(0, (widths[index] ?? 0) - content.length))}`;
  });
  const taken = widths.slice(0, cells.length).reduce((total, each) => total + each, 2);
  const [first = "", ...others] = wrapped(text, width - taken);
  return [`  ${columns.join("")}${first}`, ...others.map((line) => " ".repeat(taken) + line)].join("\n").trimEnd();
}
