import type { Finding } from "../../lint/finding.ts";
import type { LintReport } from "../../lint/lint-files.ts";
import { written } from "../../written.ts";
import { counted } from "../counted.ts";
import { cell } from "../markdown-text.ts";
import { summaryParts } from "./summary.ts";
import { unopened, unreadableFacts } from "./unreadable.ts";

/** GitHub takes no summary of more than a megabyte, and nobody reads one. */
const mostRows = 1000;

function row({ severity, file, line, column, message, hint, fix, rule, url }: Finding): string {
  const lines = [message, ...(hint === undefined ? [] : [hint]), ...(fix === undefined ? [] : [`fix: ${fix.title}`])];
  const cells = [
    severity,
    cell(`${file}:${line}:${column}`),
    lines.map(cell).join("<br>"),
    `[${cell(rule)}](<${url}>)`,
  ];
  return `| ${cells.join(" | ")} |`;
}

const head = ["| severity | place | finding | rule |", "| --- | --- | --- | --- |"];

/** A heading, and a table of the findings, the first 1,000 at most: for the summary of a CI job or a comment. */
export function markdown(report: LintReport): string {
  const { findings } = report;
  const { found, where, hidden, fixable } = summaryParts(report);
  const rows = findings.slice(0, mostRows).map(row);
  const notes = [
    ...unopened(report).map((each) => `- ${cell(unreadableFacts(each).message)}`),
    ...(findings.length > mostRows ? [`${written(findings.length - mostRows)} more are not listed.`] : []),
    ...(fixable > 0 ? [`${written(fixable)} can be fixed with \`--fix\`.`] : []),
    ...(hidden > 0 ? [`${counted(hidden, "finding")} below the severity shown.`] : []),
  ];
  const parts = [
    `### ${found || "no findings"} in ${where}`,
    ...(rows.length > 0 ? [[...head, ...rows].join("\n")] : []),
    ...notes,
  ];
  return `${parts.join("\n\n")}\n`;
}
