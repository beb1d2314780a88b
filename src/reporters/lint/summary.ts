import type { LintReport } from "../../lint/lint-files.ts";
import { written } from "../../written.ts";
import { counted } from "../counted.ts";

/** What a report adds up to, in words, and what its reader has to know of what is listed. */
export interface SummaryParts {
  /** "1 error, 2 warnings"; empty where nothing is found or listed */
  readonly found: string;
  /** "3 files, 5 events" */
  readonly where: string;
  /** how many findings are counted and not listed */
  readonly hidden: number;
  /** how many of those listed `--fix` can do something about */
  readonly fixable: number;
}

/** Adds up a report. Infos are told of only where some are listed. */
export function summaryParts({ summary, findings }: LintReport): SummaryParts {
  const { files, skipped, events, errors, warnings, infos } = summary;
  const counts = [counted(errors, "error"), counted(warnings, "warning")];
  if (findings.some(({ severity }) => severity === "info")) counts.push(counted(infos, "info"));
  return {
    found: errors + warnings + findings.length === 0 ? "" : counts.join(", "),
    where: `${counted(files, "file")}${skipped > 0 ? ` (${written(skipped)} skipped)` : ""}, ${counted(events, "event")}`,
    hidden: errors + warnings + infos - findings.length,
    fixable: findings.filter(({ fix }) => fix !== undefined).length,
  };
}
