import type { MarkupNode } from "../../delivery/markup.ts";
import type { Rendering } from "../../delivery/rendering.ts";
import type { JsonObject } from "../../input/json.ts";
import { formattedText, isShown } from "../../preview/formatted.ts";
import { printable } from "../../printable.ts";
import type { Style } from "../style.ts";

type Draw = (node: MarkupNode) => string;

/** How a terminal shows what stands within a line. */
const decorations: Readonly<Partial<Record<MarkupNode["kind"], (text: string, style: Style) => string>>> = {
  bold: (text, style) => style.bold(text),
  italic: (text, style) => style.italic(text),
  underline: (text, style) => style.underline(text),
  strike: (text, style) => style.strikethrough(text),
  hyperlink: (text, style) => style.underline(style.cyan(text)),
  "inline code": (text, style) => style.green(text),
  "code block": (text, style) => style.green(text),
};

const indented = (text: string, first: string): string =>
  first + text.replaceAll("\n", `\n${" ".repeat(first.length)}`);

const quoted = (text: string): string => text.replace(/^/gm, "▎ ");

function listText({ children, first }: MarkupNode, draw: Draw): string {
  const items = children.map((item, index) => {
    const mark = first === undefined ? "• " : `${first + index}. `;
    return indented(item.children.map(draw).join("\n"), mark);
  });
  return items.join("\n");
}

/** From a part of a formatted text to its drawing, as the channel shows it. */
function drawOn(rendering: Rendering, style: Style): Draw {
  const apart: readonly MarkupNode["kind"][] = ["list", "nested list", "list item", "block quote"];
  const draw: Draw = (node) => {
    const { kind, text, children } = node;
    const shown = isShown(kind, rendering);
    if (shown && (kind === "list" || kind === "nested list")) return listText(node, draw);
    const inner =
      children.length === 0
        ? printable(text, { newlines: true })
        : children.map(draw).join(apart.includes(kind) ? "\n" : "");
    if (!shown) return inner;
    return kind === "block quote" ? quoted(inner) : (decorations[kind]?.(inner, style) ?? inner);
  };
  return draw;
}

/** The lines of a text; a line break anywhere else, as in a label, is shown as one. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/).map((line) => printable(line));
}

/** The lines of what the contact reads, formatted where the channel shows that. */
export function textLines(rendering: Rendering, payload: JsonObject, style: Style): string[] {
  const formatted = formattedText(rendering, payload);
  if (formatted === undefined) return linesOf(rendering.text);
  const draw = drawOn(rendering, style);
  return formatted.nodes.map(draw).join("\n\n").split("\n");
}
