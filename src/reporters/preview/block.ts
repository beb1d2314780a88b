import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

/** A drawing: lines from top to bottom, which may differ in width. */
export type Block = readonly string[];

const segmenter = new Intl.Segmenter();
const widths = new Map<string, number>();

/** The width of one character as people count them; to find out costs much for emoji, of which there are few. */
function widthOfOne(character: string): number {
  const width = widths.get(character) ?? stringWidth(character);
  widths.set(character, width);
  return width;
}

/** How many cells of a terminal a text takes, whatever its colours. */
export function cells(text: string): number {
  const visible = stripVTControlCharacters(text);
  if (/^[ -~]*$/.test(visible)) return visible.length;
  let total = 0;
  for (const { segment } of segmenter.segment(visible)) total += widthOfOne(segment);
  return total;
}

const widthOf = (block: Block): number => block.reduce((most, line) => Math.max(most, cells(line)), 0);

const padded = (line: string, width: number): string => line + " ".repeat(Math.max(0, width - cells(line)));

function centred(line: string, width: number): string {
  return padded(" ".repeat(Math.max(0, Math.floor((width - cells(line)) / 2))) + line, width);
}

/** A part of a frame; rules are drawn between them. */
export interface Section {
  readonly lines: Block;
  readonly isCentred?: boolean;
}

/** A frame around sections, as wide as the widest of them; its lines take four cells more than those in it. */
export function framed(sections: readonly Section[], title = ""): Block {
  const width = Math.max(0, cells(title), ...sections.map(({ lines }) => widthOf(lines)));
  const bodies = sections.map(({ lines, isCentred }) =>
    lines.map((line) => `│ ${isCentred ? centred(line, width) : padded(line, width)} │`),
  );
  const rule = `├${"─".repeat(width + 2)}┤`;
  const heading = title === "" ? "" : ` ${title} `;
  return [
    `╭${heading}${"─".repeat(width + 2 - cells(heading))}╮`,
    ...bodies.flatMap((body, index) => (index === 0 ? body : [rule, ...body])),
    `╰${"─".repeat(width + 2)}╯`,
  ];
}

/** Blocks side by side, aligned at the top; each takes `width` cells, or its own where none is given. */
export function beside(blocks: readonly Block[], gap: number, width?: number): Block {
  const widths = blocks.map((block) => width ?? widthOf(block));
  const height = Math.max(0, ...blocks.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) =>
    blocks
      .map((block, index) => padded(block[row] ?? "", widths[index] ?? 0))
      .join(" ".repeat(gap))
      .trimEnd(),
  );
}

/** Blocks side by side, as many in a row as have room in `width` cells. */
export function flowed(blocks: readonly Block[], gap: number, width: number): Block {
  const rows: Block[][] = [];
  let room = 0;
  for (const block of blocks) {
    const needed = widthOf(block) + gap;
    if (needed > room) {
      rows.push([]);
      room = width + gap;
    }
    rows.at(-1)?.push(block);
    room -= needed;
  }
  return rows.flatMap((row) => beside(row, gap));
}
