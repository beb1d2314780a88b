import { isRefused, type Rendering } from "../../delivery/rendering.ts";
import { groupsOf, type Note, type NotedPart, notesOf } from "../../preview/notes.ts";
import { type PreviewedEvent, type PreviewedFile, remarksOf } from "../../preview/preview.ts";
import { printable } from "../../printable.ts";
import { findingLine, severityColours } from "../finding-line.ts";
import type { Style } from "../style.ts";
import type { View } from "../view.ts";
import { fitted } from "../wrapped.ts";
import { type Block, beside } from "./block.ts";
import { drawn } from "./draw.ts";

/** Cells: columns narrower than the first stand one below the other, and none gets wider than the second. */
const [leastColumn, mostColumn] = [36, 60];
const [indent, gap] = ["  ", 3];

/** Notes about long lists need not name every member. */
const mostParts = 10;

/** Characters; the beginning of a text tells which one it is. */
const mostOfText = 80;

const beginning = (text: string): string => (text.length > mostOfText ? `${text.slice(0, mostOfText)}…` : text);

function partText({ name, size, lost }: NotedPart, style: Style): string {
  const struck = lost === undefined ? [] : [`"${style.strikethrough(printable(beginning(lost)))}"`];
  return [name, ...(size === undefined ? [] : [size]), ...struck].join(" ");
}

function noteText({ severity, title, parts }: Note, style: Style): string {
  const shown = parts.slice(0, mostParts).map((part) => partText(part, style));
  const more = parts.length > mostParts ? [`and ${parts.length - mostParts} more`] : [];
  return `${style[severityColours[severity]](`${title}:`)} ${[...shown, ...more].join(", ")}`;
}

/** What the contact sees of an event on one channel, with what a drawing can't tell below it. */
function picture(rendering: Rendering, { payload }: PreviewedEvent, view: View): Block {
  const lines = drawn(rendering, payload, view);
  const notes = notesOf(rendering, payload).flatMap((note) => fitted(noteText(note, view.style), view.width));
  return [...(isRefused(rendering) ? lines.map((line) => view.style.dim(line)) : lines), ...notes];
}

/** "web, threema  numbered text" */
function heading(group: readonly Rendering[], { form }: Rendering, { style, width }: View): Block {
  const names = group.map(({ channel }) => channel).join(", ");
  return fitted(`${style.bold(names)}  ${style.dim(form.replaceAll("_", " "))}`, width);
}

function column(group: readonly Rendering[], event: PreviewedEvent, view: View): Block {
  const [rendering] = group;
  return rendering ? [...heading(group, rendering, view), ...picture(rendering, event, view)] : [];
}

/** Columns side by side, as many as have room. */
function sideBySide(groups: readonly Rendering[][], event: PreviewedEvent, { style, width }: View): string[] {
  const room = width - indent.length;
  const most = Math.max(1, Math.floor((room + gap) / (leastColumn + gap)));
  const perRow = Math.min(groups.length, most);
  const columnWidth = Math.min(mostColumn, Math.floor((room + gap) / perRow) - gap);
  const rows = Array.from({ length: Math.ceil(groups.length / perRow) }, (_, row) =>
    groups.slice(row * perRow, (row + 1) * perRow),
  );
  const blocks = rows.map((row) =>
    beside(
      row.map((group) => column(group, event, { style, width: columnWidth })),
      gap,
      columnWidth,
    ),
  );
  return blocks
    .flatMap((block, index) => (index === 0 ? block : ["", ...block]))
    .map((line) => `${indent}${line}`.trimEnd());
}

function eventLines(event: PreviewedEvent, view: View): string[] {
  const { style, width } = view;
  const [title = ""] = fitted(printable(event.name ?? "no event"), width);
  const groups = groupsOf(event);
  const isSilent = groups.length === 1 && groups[0]?.[0]?.form === "nothing" && groups[0][0].lost.length === 0;
  const body = isSilent ? [`${indent}${style.dim("nothing to see")}`] : sideBySide(groups, event, view);
  const remarks = remarksOf(event).flatMap((finding) => fitted(findingLine(finding, style), width - indent.length));
  return [style.cyan(title), ...body, ...remarks.map((line) => `${indent}${line}`)];
}

/** Too narrow a terminal gets lines that are too long. */
const leastWidth = 24;

/** What the contact sees of each event, channels that show it alike in one column, as many columns as have room. */
export function pretty(files: readonly PreviewedFile[], { style, width }: View): string {
  const view = { style, width: Math.max(leastWidth, width) };
  const texts = files.map(({ file, events }) => {
    const heading = fitted(printable(file), view.width)
      .map((line) => style.underline(line))
      .join("\n");
    return [heading, ...events.map((event) => eventLines(event, view).join("\n"))].join("\n\n");
  });
  return `${texts.join("\n\n\n")}\n`;
}
