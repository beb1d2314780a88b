import { type Baseline, type Compared, compare, type Scope } from "./baseline.ts";
import type { Finding } from "./finding.ts";
import type { LintReport } from "./lint-files.ts";

const plural = { error: "errors", warning: "warnings", info: "infos" } as const;

/** A report without some of its findings, which its summary does not count either. */
function without(report: LintReport, known: readonly Finding[], fresh: readonly Finding[]): LintReport {
  const summary = { ...report.summary };
  for (const { severity } of known) summary[plural[severity]]--;
  return { ...report, summary, findings: fresh };
}

/** A report without what a baseline knows, and what else there is to say about that. */
export function withoutKnown(
  report: LintReport,
  baseline: Baseline,
  scope: Scope,
): { report: LintReport; compared: Compared } {
  const compared = compare(report.findings, baseline, scope);
  return { report: without(report, compared.known, compared.fresh), compared };
}
