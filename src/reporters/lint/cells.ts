import type { Finding } from "../../lint/finding.ts";
import { printable } from "../../printable.ts";

/** One character as readers see it, and where it stands in its text: offsets in UTF-16 units, the end exclusive. */
export interface Cell {
  /** as it can be printed */
  readonly text: string;
  /** in cells of a terminal */
  readonly width: number;
  readonly start: number;
  readonly end: number;
}

/** Takes one line of a text apart. */
export type CellReader = (text: string) => Cell[];

const isPlain = (text: string): boolean => /^[\t\x20-\x7e]*$/.test(text);

const tab = "    ";

const plainCells: CellReader = (text) =>
  Array.from(text, (character, start) => {
    const shown = character === "\t" ? tab : character;
    return { text: shown, width: shown.length, start, end: start + 1 };
  });

/** A reader for the excerpts of these findings. To know how wide an emoji is takes a library that is slow to load. */
export async function cellReader(findings: readonly Finding[]): Promise<CellReader> {
  if (findings.every(({ excerpt }) => isPlain(excerpt.text))) return plainCells;
  const { default: stringWidth } = await import("string-width");
  const segmenter = new Intl.Segmenter();
  const cellOf = ({ segment, index }: Intl.SegmentData): Cell => {
    const text = segment === "\t" ? tab : printable(segment);
    return { text, width: isPlain(text) ? text.length : stringWidth(text), start: index, end: index + segment.length };
  };
  return (text) => (isPlain(text) ? plainCells(text) : Array.from(segmenter.segment(text), cellOf));
}
