import { isAtLeast } from "../../lint/finding.ts";
import type { LintReport } from "../../lint/lint-files.ts";
import { findingJson } from "../finding-json.ts";
import { jsonText } from "../json-text.ts";
import type { LintReportOptions } from "./index.ts";

/** One JSON document; what is below the severity asked for is counted but not listed. */
export function json({ summary, findings }: LintReport, { severity }: Pick<LintReportOptions, "severity">): string {
  const shown = findings.filter((finding) => isAtLeast(finding.severity, severity));
  return jsonText({ schemaVersion: 1, summary, findings: shown.map(findingJson) });
}
