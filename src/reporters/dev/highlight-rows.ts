import { printable } from "../../printable.ts";
import type { Highlight, Room } from "../../terminal/highlight.ts";
import type { Style } from "../style.ts";
import { fitted } from "../wrapped.ts";

const mostRows = 10;

/** The options by their numbers, a row each, as far as there is room around the highlighted one. */
export function highlightRows(
  { options, index }: Highlight,
  { width, height }: Room,
  { cyan }: Pick<Style, "cyan">,
): string[] {
  const count = Math.max(1, Math.min(options.length, mostRows, height));
  const first = Math.min(Math.max(0, index - Math.floor(count / 2)), options.length - count);
  return options.slice(first, first + count).map(({ label }, row) => {
    const isHighlighted = first + row === index;
    const text = `${isHighlighted ? "❯" : " "} ${first + row + 1} ${printable(label)}`;
    const [line = "", ...rest] = fitted(`  ${text}`, Math.max(4, width - 2));
    const whole = rest.length > 0 ? `${line}…` : line;
    return isHighlighted ? cyan(whole) : whole;
  });
}
