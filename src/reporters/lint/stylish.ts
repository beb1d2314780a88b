import type { Finding } from "../../lint/finding.ts";
import { groupedBy } from "../../lint/limits.ts";
import type { LintReport } from "../../lint/lint-files.ts";
import { printable } from "../../printable.ts";
import { written } from "../../written.ts";
import { severityColours, severityText } from "../finding-line.ts";
import type { Style } from "../style.ts";
import { type CellReader, cellReader } from "./cells.ts";
import { codeFrame } from "./code-frame.ts";
import type { LintReportOptions } from "./index.ts";
import { summaryParts } from "./summary.ts";

type StylishOptions = Pick<LintReportOptions, "style" | "width" | "link">;

interface Layout extends StylishOptions {
  readonly cellsOf: CellReader;
  /** cells of the longest `line:column` of the file */
  readonly placeWidth: number;
}

/** Less than this is no room for a line of a file, whatever the terminal says. */
const leastRoom = 20;

/** The line of the file that a finding is about, and marks below what is meant. */
function frameLines(finding: Finding, indent: string, { style, width, cellsOf }: Layout): string[] {
  const frame = codeFrame(finding, cellsOf, Math.max(leastRoom, width - indent.length - 2));
  if (frame === undefined) return [];
  const { before, marked, after, offset, length } = frame;
  const gutter = `${indent}${style.dim("│")} `;
  const line = `${gutter}${before && style.dim(before)}${marked}${after && style.dim(after)}`;
  // marks below all of a line would single out nothing
  if (before === "" && /^…?$/.test(after)) return [line];
  const marks = style[severityColours[finding.severity]]("^".repeat(length));
  return [line, `${gutter}${" ".repeat(offset)}${marks}`];
}

/** What is wrong on one line; below it where, and what to do. */
function findingLines(finding: Finding, layout: Layout): string {
  const { style, link, placeWidth } = layout;
  const { severity, message, hint, fix, rule, url } = finding;
  const place = style.dim(`${finding.line}:${finding.column}`.padEnd(placeWidth));
  const padding = " ".repeat(7 - severity.length);
  const ruleText = link(style.dim(rule), url);
  const indent = " ".repeat(placeWidth + 4);
  return [
    `  ${place}  ${severityText(severity, style)}${padding}  ${printable(message)}  ${ruleText}`,
    ...frameLines(finding, indent, layout),
    ...(hint === undefined ? [] : [`${indent}${style.dim(printable(hint))}`]),
    ...(fix === undefined ? [] : [`${indent}${style.dim(`fix: ${printable(fix.title)}`)}`]),
  ].join("\n");
}

function fileLines(findings: readonly Finding[], layout: Omit<Layout, "placeWidth">): string {
  const placeWidth = findings.reduce((most, { line, column }) => Math.max(most, `${line}:${column}`.length), 0);
  const blocks = findings.map((finding) => `${findingLines(finding, { ...layout, placeWidth })}\n`);
  return `${layout.style.underline(printable(findings[0]?.file ?? ""))}\n${blocks.join("\n")}`;
}

function summaryLine(report: LintReport, style: Style): string {
  const { found, where, hidden, fixable } = summaryParts(report);
  const colour = report.summary.errors > 0 ? style.red : style.yellow;
  const fixes = fixable > 0 ? `, ${written(fixable)} can be fixed with --fix` : "";
  const more = hidden > 0 ? style.dim(`, ${written(hidden)} below the severity shown`) : "";
  const none = report.unreadable.length > 0 ? "no findings" : style.green("no findings");
  return `${found ? colour(found) : none} in ${where}${fixes}${more}`;
}

/** The findings grouped by file with the lines they are about, as people read them, and a line that adds them up. */
export async function stylish(report: LintReport, options: StylishOptions): Promise<string> {
  const cellsOf = await cellReader(report.findings);
  const files = groupedBy(report.findings, ({ file }) => file);
  const groups = files.map((group) => fileLines(group, { ...options, cellsOf }));
  return [...groups, `${summaryLine(report, options.style)}\n`].join("\n");
}
