import { printable } from "../../printable.ts";
import type { EventFacts, EventReference, WebhookFacts } from "../../reference/events.ts";
import { laidOut } from "../../reference/laid-out.ts";
import type { ParameterFacts } from "../../reference/parameters.ts";
import { columnWidth, rowText } from "../columns.ts";
import { channelsText, eventNotes, parameterNotes } from "../reference-words.ts";
import { renderingLines } from "../rendering.ts";
import type { View } from "../view.ts";
import { wrapped } from "../wrapped.ts";
import { type Alike, alike } from "./alike.ts";
import { limitsPretty } from "./limits-pretty.ts";

interface Row {
  readonly name: string;
  readonly facts: ParameterFacts;
}

/** Parameters and, below each and indented, the fields of what it holds. */
function rowsOf(parameters: readonly ParameterFacts[], indent = ""): Row[] {
  return parameters.flatMap((facts) => [
    { name: printable(`${indent}${facts.name}`), facts },
    ...rowsOf(facts.fields, `${indent}  `),
  ]);
}

function parametersPretty(parameters: readonly ParameterFacts[], { style, width }: View): string[] {
  const rows = rowsOf(parameters);
  if (rows.length === 0) return ["  none"];
  const widths = [columnWidth(rows.map(({ name }) => name))];
  return rows.flatMap(({ name, facts }) => [
    rowText([{ text: name, look: facts.required ? style.bold : style.cyan }], widths, facts.summary, width),
    rowText([{ text: "" }], widths, style.dim(printable(parameterNotes(facts))), width),
  ]);
}

function json(value: unknown, { width }: View): string[] {
  return laidOut(value, Math.max(60, width - 2))
    .split("\n")
    .map((line) => `  ${printable(line)}`);
}

function seen({ channels, form, losses, rendering }: Alike, { style, width }: View): string[] {
  const lines = renderingLines(rendering, style).flatMap((line) => wrapped(line, width - 4));
  return [
    ...wrapped(`  ${style.bold(channels)}: ${form}${losses}`, width),
    ...lines.map((line) => `  ${style.dim("│")} ${line}`.trimEnd()),
  ];
}

function eventPretty(event: EventFacts, view: View): string {
  const { name, summary, parameters, example, renderings, limits } = event;
  const { style, width } = view;
  const notes = eventNotes(event).join("; ");
  return [
    `${style.bold(name)}, an event that a bot sends`,
    ...wrapped(`  ${summary}`, width),
    ...wrapped(`  ${style.dim(notes)}`, width),
    "",
    style.bold("Parameters"),
    ...parametersPretty(parameters, view),
    "",
    style.bold("Example"),
    ...json(example, view),
    "",
    style.bold("What the contact sees of it"),
    ...alike(renderings).flatMap((each) => seen(each, view)),
    ...limitsPretty(limits, view),
  ].join("\n");
}

function webhookPretty({ name, summary, evidence, comesFrom, parameters, examples }: WebhookFacts, view: View): string {
  const { style, width } = view;
  return [
    `${style.bold(name)}, a webhook that the platform posts`,
    ...wrapped(`  ${summary}`, width),
    ...wrapped(`  ${style.dim(`${evidence}; from ${channelsText(comesFrom)}`)}`, width),
    "",
    style.bold("Parameters"),
    ...parametersPretty(parameters, view),
    "",
    style.bold(examples.length > 1 ? "Examples" : "Example"),
    ...examples.flatMap((example) => json(example, view)),
  ].join("\n");
}

/** Everything of the events of one name, the bot's first. */
export function pagePretty({ events, webhooks }: EventReference, view: View): string {
  const parts = [
    ...events.map((event) => eventPretty(event, view)),
    ...webhooks.map((webhook) => webhookPretty(webhook, view)),
  ];
  return `${parts.join("\n\n\n")}\n`;
}
