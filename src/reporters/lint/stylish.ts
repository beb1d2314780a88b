import { type Finding, isAtLeast } from "../../lint/finding.ts";
import { groupedBy } from "../../lint/limits.ts";
import type { LintReport } from "../../lint/lint-files.ts";
import { printable } from "../../printable.ts";
import { counted } from "../counted.ts";
import { severityText } from "../finding-line.ts";
import type { Style } from "../style.ts";
import type { LintReportOptions } from "./index.ts";

/** One finding on one line, and its hint below it. */
function findingLines(finding: Finding, style: Style, placeWidth: number): string {
  const place = `${finding.line}:${finding.column}`.padEnd(placeWidth);
  const severity = `${severityText(finding.severity, style)}${" ".repeat(7 - finding.severity.length)}`;
  const message = printable(finding.message);
  const line = `  ${style.dim(place)}  ${severity}  ${message}  ${style.dim(finding.rule)}`;
  return finding.hint === undefined
    ? line
    : `${line}\n  ${" ".repeat(placeWidth)}  ${style.dim(printable(finding.hint))}`;
}

function fileLines(findings: readonly Finding[], style: Style): string {
  const width = findings.reduce((most, { line, column }) => Math.max(most, `${line}:${column}`.length), 0);
  const lines = findings.map((finding) => findingLines(finding, style, width));
  return `${style.underline(printable(findings[0]?.file ?? ""))}\n${lines.join("\n")}\n`;
}

function summaryLine({ summary, findings }: LintReport, shown: readonly Finding[], style: Style): string {
  const { files, events, errors, warnings, infos } = summary;
  const hidden = findings.length - shown.length;
  const where = `${counted(files, "file")}, ${counted(events, "event")}`;
  const more = hidden > 0 ? style.dim(`, ${hidden} below the severity shown`) : "";
  if (errors + warnings + shown.length === 0) return `${style.green("no findings")} in ${where}${more}`;
  const colour = errors > 0 ? style.red : style.yellow;
  const counts = [counted(errors, "error"), counted(warnings, "warning")];
  if (shown.some(({ severity }) => severity === "info")) counts.push(counted(infos, "info"));
  return `${colour(counts.join(", "))} in ${where}${more}`;
}

/** The findings grouped by file, as people read them, and a line that adds them up. */
export function stylish(report: LintReport, { style, severity }: LintReportOptions): string {
  const shown = report.findings.filter((finding) => isAtLeast(finding.severity, severity));
  const groups = groupedBy(shown, ({ file }) => file).map((group) => fileLines(group, style));
  return [...groups, `${summaryLine(report, shown, style)}\n`].join("\n");
}
