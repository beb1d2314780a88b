import type { Finding, Severity } from "../../lint/finding.ts";
import type { LintReport } from "../../lint/lint-files.ts";
import { commandLine } from "../workflow-command.ts";
import { locationOf, type Places } from "./location.ts";
import { unopened, unreadableFacts } from "./unreadable.ts";

const commands = { error: "error", warning: "warning", info: "notice" } as const satisfies Record<Severity, string>;

function annotation(finding: Finding, places: Places): string {
  const { rule, severity, message, hint, line, endLine, column, endColumn } = finding;
  const range = { line, endLine, col: column, ...(line === endLine ? { endColumn } : {}) };
  const properties = { file: locationOf(finding.file, places).path, ...range, title: rule };
  return commandLine(commands[severity], properties, hint === undefined ? [message] : [message, hint]);
}

/** Workflow commands of GitHub Actions, which show each finding at its line. */
export function github(report: LintReport, places: Places): string {
  const annotations = report.findings.map((finding) => annotation(finding, places));
  const failures = unopened(report).map((each) => {
    const { message, hint } = unreadableFacts(each);
    const lines = hint === undefined ? [message] : [message, hint];
    return commandLine("error", { file: locationOf(each.file, places).path, title: "unreadable" }, lines);
  });
  return [...annotations, ...failures].join("");
}
