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

/** Draws what is highlighted, a row an option, as far as there is room. */
export type HighlightRows = (highlight: Highlight, room: Room) => string[];
