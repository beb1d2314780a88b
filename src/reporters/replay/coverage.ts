import { quoted } from "../../lint/quoted.ts";
import { printable } from "../../printable.ts";
import type { Coverage, OfferedOption, Share } from "../../replay/coverage.ts";
import { written } from "../../written.ts";
import { columnWidth, rowText } from "../columns.ts";
import type { View } from "../view.ts";

/** Of what is missed, a list that fits on a screen. */
const mostNamed = 10;

/** 'bubbles "Yes" (id "yes")' */
const optionName = ({ event, id, label }: OfferedOption): string =>
  printable(`${event} ${quoted(label)} (id ${quoted(id)})`);

function missedText(missed: readonly string[]): string {
  if (missed.length === 0) return "";
  const more = missed.length > mostNamed ? [`and ${written(missed.length - mostNamed)} more`] : [];
  return `missed: ${[...missed.slice(0, mostNamed), ...more].join(", ")}`;
}

/** What is counted, how much of it is covered, and what is missed. */
function row<T>(title: string, { covered, missed }: Share<T>, nameOf: (member: T) => string) {
  const all = covered.length + missed.length;
  const count = all === 0 ? "none" : `${written(covered.length)} of ${written(all)}`;
  return { title, count, isAll: missed.length === 0, text: missedText(missed.map(nameOf)) };
}

/** What the fixtures exercise, line by line: how much of all, then of the webhook events, of the channels, and of the options. */
export function coverageLines({ events, channels, options, percent }: Coverage, { style, width }: View): string[] {
  const rows = [
    row("webhook events", events, (name) => name),
    row("channels", channels, (name) => name),
    row("offered options", options, optionName),
  ];
  const widths = [columnWidth(rows.map(({ title }) => title)), columnWidth(rows.map(({ count }) => count))];
  const lines = rows.flatMap(({ title, count, isAll, text }) => {
    const cells = [{ text: title }, { text: count, look: isAll ? style.green : style.yellow }];
    return rowText(cells, widths, text, width).split("\n");
  });
  const total = percent === 100 ? style.green("100%") : style.yellow(`${percent.toFixed(1)}%`);
  return [`${style.bold("coverage")} ${total}`, ...lines];
}
