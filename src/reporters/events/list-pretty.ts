import type { EventReference } from "../../reference/events.ts";
import { columnWidth, rowText } from "../columns.ts";
import { channelsText, endings, eventNotes } from "../reference-words.ts";
import type { View } from "../view.ts";

interface Line {
  readonly name: string;
  readonly summary: string;
  readonly notes: string;
}

function section(title: string, lines: readonly Line[], widths: readonly number[], { style, width }: View): string {
  const rows = lines.flatMap(({ name, summary, notes }) => [
    rowText([{ text: name, look: style.cyan }], widths, summary, width),
    rowText([{ text: "" }], widths, style.dim(notes), width),
  ]);
  return [style.bold(title), ...rows].join("\n");
}

/** All events of both directions, each with what it does and what else there is to know of it. */
export function listPretty({ events, webhooks }: EventReference, view: View): string {
  const sent = events.map((event) => {
    // in a list only what is unlike the others is worth a word
    const notes = eventNotes(event).filter((note) => note !== endings.never);
    return { ...event, notes: notes.join("; ") };
  });
  const posted = webhooks.map(({ comesFrom, evidence, ...webhook }) => {
    return { ...webhook, notes: `${evidence}; from ${channelsText(comesFrom)}` };
  });
  const widths = [columnWidth([...sent, ...posted].map(({ name }) => name))];
  const parts = [
    section("Events that a bot sends", sent, widths, view),
    section("Webhooks that the platform posts", posted, widths, view),
    "ulbot events NAME tells all of one",
  ];
  return `${parts.join("\n\n")}\n`;
}
