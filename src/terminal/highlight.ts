import { printable } from "../printable.ts";
import { fitted } from "../reporters/wrapped.ts";
import type { Choice } from "../simulator/choices.ts";

/** Options on offer, one of which is highlighted. */
export interface Highlight {
  readonly options: Choice["options"];
  readonly index: number;
}

/** The highlight one option further down or up, around the ends; the first key highlights the nearest end. */
export function moved(from: Highlight | undefined, options: Highlight["options"], by: 1 | -1): Highlight {
  const before = from?.index ?? (by === 1 ? -1 : options.length);
  return { options, index: (before + by + options.length) % options.length };
}

/** How much room there is, in cells. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

const mostRows = 10;

/** The options by their numbers, a row each, as far as there is room around the highlighted one. */
export function highlightRows(
  { options, index }: Highlight,
  { width, height }: Room,
  styled: (text: string) => string,
): string[] {
  const count = Math.max(1, Math.min(options.length, mostRows, height));
  const first = Math.min(Math.max(0, index - Math.floor(count / 2)), options.length - count);
  return options.slice(first, first + count).map(({ label }, row) => {
    const isHighlighted = first + row === index;
    const text = `${isHighlighted ? "❯" : " "} ${first + row + 1} ${printable(label)}`;
    const [line = "", ...rest] = fitted(`  ${text}`, Math.max(4, width - 2));
    const whole = rest.length > 0 ? `${line}…` : line;
    return isHighlighted ? styled(whole) : whole;
  });
}
