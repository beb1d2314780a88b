import type { Finding } from "../../lint/finding.ts";
import type { Cell, CellReader } from "./cells.ts";

/** The line of a finding in three parts; the middle one is what the finding is about. */
export interface CodeFrame {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
  /** in cells: where the mark begins, from 0, and how long it is, at least 1 */
  readonly offset: number;
  readonly length: number;
}

/** Cells; the excerpt of a finding does not reach further to the right, so its end would pass for that of the line. */
const mostCells = 100;

/** Cells before the mark that are shown however long it is: most often they hold the key. */
const lead = 24;

const widthOf = (cells: readonly Cell[]): number => cells.reduce((total, { width }) => total + width, 0);

const textOf = (cells: readonly Cell[]): string => cells.map(({ text }) => text).join("");

/** As many cells around `first` as there is room for: those before the mark first, up to a point, then those after it. */
function windowAround(cells: readonly Cell[], first: number, last: number, room: number): [from: number, to: number] {
  let [from, to] = [first, first];
  let used = 0;
  const grow = (next: Cell | undefined, most: number): boolean => {
    if (next === undefined || used + next.width > most) return false;
    used += next.width;
    return true;
  };
  const before = Math.max(Math.min(lead, room / 2), (room - widthOf(cells.slice(first, last))) / 2);
  while (grow(cells[from - 1], before)) from--;
  while (grow(cells[to], room)) to++;
  while (grow(cells[from - 1], room)) from--;
  return [from, to];
}

/** The part of an excerpt that is worth showing: without the indentation, and without half of a character at its ends. */
function shownPart({ excerpt, column }: Finding): { text: string; start: number } {
  const [skipped = ""] = /^[\udc00-\udfff]?\s*/.exec(excerpt.text) ?? [];
  const cut = Math.min(skipped.length, Math.max(0, column - excerpt.column));
  return { text: excerpt.text.slice(cut).replace(/[\ud800-\udbff]$/, ""), start: excerpt.column + cut };
}

/** Cells by their indexes: those of the mark, and those around it that are shown; the ends exclusive. */
interface Extent {
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly to: number;
}

function frameOf(
  cells: readonly Cell[],
  { first, last, from, to }: Extent,
  isCut: { readonly before: boolean; readonly after: boolean },
): CodeFrame {
  const [opening, closing] = [isCut.before || from > 0 ? "…" : "", isCut.after || to < cells.length ? "…" : ""];
  const before = cells.slice(from, first);
  const marked = cells.slice(first, Math.min(last, to));
  return {
    before: `${opening}${textOf(before)}`,
    marked: textOf(marked),
    after: `${textOf(cells.slice(last, to))}${closing}`.trimEnd(),
    offset: opening.length + widthOf(before),
    length: Math.max(1, widthOf(marked)),
  };
}

/**
 * What to show of the line on which a finding begins: as much around its range as `room` cells hold, with … where it was
 * cut. Nothing where it would tell nothing: of an empty line, or one that only opens a bracket.
 */
export function codeFrame(finding: Finding, cellsOf: CellReader, room: number): CodeFrame | undefined {
  const { text, start } = shownPart(finding);
  if (/^[\s[{]*$/.test(text)) return undefined;
  const cells = cellsOf(text);
  const begin = finding.column - start;
  const end = finding.endLine > finding.line ? text.length : finding.endColumn - start;
  const first = cells.filter((cell) => cell.end <= begin).length;
  // what lies between two characters is shown at the second
  const last = cells.filter((cell) => cell.start < Math.max(begin + 1, end)).length;
  const isCut = { before: finding.excerpt.column > 1, after: end > text.length };
  const most = Math.min(room, mostCells);
  const fits = !isCut.before && !isCut.after && widthOf(cells) <= most;
  const [from, to] = fits ? [0, cells.length] : windowAround(cells, first, last, most - 2);
  return frameOf(cells, { first, last, from, to }, isCut);
}
