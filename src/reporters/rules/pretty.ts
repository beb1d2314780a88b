import type { Finding } from "../../lint/finding.ts";
import { printable } from "../../printable.ts";
import type { RuleFacts, RuleGroup } from "../../reference/rules.ts";
import { columnWidth, rowText } from "../columns.ts";
import { severityText } from "../finding-line.ts";
import type { View } from "../view.ts";
import { hanging, wrapped } from "../wrapped.ts";
import { shownText } from "./shown-text.ts";

/** All rules by group: id, severity unless told otherwise, and what good input is like. */
export function listPretty(groups: readonly RuleGroup[], { style, width }: View): string {
  const all = groups.flatMap(({ rules }) => rules);
  const widths = [columnWidth(all.map(({ id }) => id)), columnWidth(all.map(({ severity }) => severity))];
  const sections = groups.map(({ title, rules }) => {
    const rows = rules.map(({ id, severity, summary }) => {
      const cells = [
        { text: id, look: style.cyan },
        { text: severity, look: () => severityText(severity, style) },
      ];
      return rowText(cells, widths, summary, width);
    });
    return [style.bold(title), ...rows].join("\n");
  });
  return `${[...sections, "ulbot rules ID shows one with examples"].join("\n\n")}\n`;
}

const jsonLines = (text: string): string[] =>
  shownText(text)
    .split("\n")
    .map((line) => `  ${printable(line)}`);

function findingLines({ line, column, severity, message, hint, fix }: Finding, { style, width }: View): string[] {
  const place = `  ${line}:${column}  `;
  const notes = [...(hint === undefined ? [] : [hint]), ...(fix === undefined ? [] : [`--fix: ${fix.title}`])];
  return [
    hanging(
      `  ${style.dim(`${line}:${column}`)}  `,
      place.length,
      `${severityText(severity, style)} ${printable(message)}`,
      width,
    ),
    ...notes.flatMap((note) => wrapped(`${" ".repeat(place.length)}${style.dim(printable(note))}`, width)),
  ];
}

function optionLines({ options }: RuleFacts, { style, width }: View): string[] {
  const names = Object.keys(options);
  if (names.length === 0) return [];
  const widths = [columnWidth(names)];
  const rows = Object.entries(options).map(([name, option]) => {
    const text = `${option.summary} ${style.dim(`(default: ${JSON.stringify(option.default)})`)}`;
    return rowText([{ text: name, look: style.cyan }], widths, text, width);
  });
  return ["", style.bold("Options"), ...rows];
}

/** Everything of one rule: its examples, what lint says of the bad one, and what to do. */
export function pagePretty(rule: RuleFacts, view: View): string {
  const { id, severity, summary, advice, bad, good, findings, also, url } = rule;
  const { style, width } = view;
  const others = also.length > 0 ? wrapped(`  ${style.dim(`also reported there: ${also.join(", ")}`)}`, width) : [];
  const lines = [
    `${style.bold(id)}  ${severityText(severity, style)}`,
    ...wrapped(`  ${summary}`, width),
    ...(advice === undefined ? [] : ["", style.bold("What to do"), ...wrapped(`  ${advice}`, width)]),
    "",
    style.bold("Reported"),
    ...jsonLines(bad),
    "",
    ...findings.flatMap((finding) => findingLines(finding, view)),
    ...others,
    "",
    style.bold("Fine"),
    ...jsonLines(good),
    ...optionLines(rule, view),
    "",
    style.dim(url),
  ];
  return `${lines.join("\n")}\n`;
}
