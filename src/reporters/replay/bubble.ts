import type { Channel } from "../../protocol/channels.ts";
import { drawnEvent } from "../../replay/rendered.ts";
import { counted } from "../counted.ts";
import { printableJson } from "../json-text.ts";
import { renderingLines } from "../rendering.ts";
import type { Style } from "../style.ts";
import type { View } from "../view.ts";
import { wrapped } from "../wrapped.ts";

/** What the contact sees of an event, or its name and payload where there is nothing to see. */
function eventLines(value: unknown, channel: Channel, style: Style): string[] {
  const event = drawnEvent(value, channel);
  if (event === undefined) return [style.dim(printableJson(value))];
  const { name, payload, rendering } = event;
  const lines = renderingLines(rendering, style);
  if (lines.length > 0) return lines;
  return [style.dim(Object.keys(payload).length > 0 ? `${name} ${printableJson(payload)}` : name)];
}

/** More than any text that a channel takes fills. */
const mostLines = 300;

/** One event of an answer as the contact sees it, beside a line that holds it together. */
export function bubble(event: unknown, channel: Channel, { style, width }: View): string[] {
  const all = eventLines(event, channel, style);
  const more = all.length > mostLines ? [style.dim(`… and ${counted(all.length - mostLines, "more line")}`)] : [];
  const lines = [...all.slice(0, mostLines), ...more].flatMap((line) => wrapped(line, width - 6));
  return lines.map((line, index) => {
    const edge = `    ${style.dim(index === 0 ? "┌" : "│")}`;
    return line === "" ? edge : `${edge} ${line}`;
  });
}
