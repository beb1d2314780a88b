import type { Difference } from "../../expected/difference.ts";
import { printable } from "../../printable.ts";
import { counted } from "../counted.ts";
import type { Style } from "../style.ts";
import type { View } from "../view.ts";
import { fitted } from "../wrapped.ts";
import { kindText, type Side, sidesOf } from "./difference-text.ts";

/** Differences that are worth reading at once, and lines of one side of them. */
const [mostShown, mostLines] = [8, 3];

const colours = { "-": "red", "+": "green" } as const satisfies Record<Side["sign"], keyof Style>;

function sideLines({ sign, pieces }: Side, { style, width }: View): string[] {
  const colour = style[colours[sign]];
  const hasBoth = pieces.some(({ isChanged }) => isChanged) && pieces.filter(({ isChanged }) => !isChanged).length > 2;
  const text = pieces.map((piece) => colour(hasBoth && piece.isChanged ? style.underline(piece.text) : piece.text));
  const lines = fitted(text.join(""), width - 2);
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines - 1), style.dim("…")] : lines;
  return shown.map((line, index) => `${index === 0 ? colour(sign) : " "} ${line}`);
}

function linesOf(difference: Difference, view: View): string[] {
  const { style, width } = view;
  const kind = kindText(difference);
  const suffix = kind === "" ? "" : ` ${kind}`;
  // room for the kind and for an ellipsis: what follows counts on one row
  const [place = "", ...more] = fitted(printable(difference.pointer || "/"), width - suffix.length - 1);
  const head = `${style.dim(more.length > 0 ? `${place}…` : place)}${suffix}`;
  return [head, ...sidesOf(difference).flatMap((side) => sideLines(side, view))];
}

/** Differences with the place of each, what was expected and what came: the first, and as many as fit into `room` lines. */
export function differenceLines(differences: readonly Difference[], view: View, room: number): string[] {
  const lines: string[] = [];
  for (const [index, difference] of differences.entries()) {
    const next = linesOf(difference, view);
    if (index > 0 && (index === mostShown || lines.length + next.length >= room)) {
      return [...lines, view.style.dim(`… and ${counted(differences.length - index, "more difference")}`)];
    }
    lines.push(...next);
  }
  return lines;
}
