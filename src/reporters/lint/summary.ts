import type { LintReport } from "../../lint/lint-files.ts";
import { written } from "../../written.ts";
import { counted } from "../counted.ts";
import { unopened } from "./unreadable.ts";

/** What a report adds up to, in words, and what its reader has to know of what is listed. */
export interface SummaryParts {
  /** "1 error, 2 warnings"; empty where nothing is found or listed */
  readonly found: string;
  /** "3 files (1 skipped), 5 events" */
  readonly where: string;
  /** how many findings are counted and not listed */
  readonly hidden: number;
  /** how many of those listed `--fix` can do something about */
  readonly fixable: number;
}

/** Adds up a report. Infos are told of only where some are listed. */
export function summaryParts(report: LintReport): SummaryParts {
  const { summary, findings } = report;
  const { files, skipped, events, errors, warnings, infos } = summary;
  const counts = [counted(errors, "error"), counted(warnings, "warning")];
  if (findings.some(({ severity }) => severity === "info")) counts.push(counted(infos, "info"));
  const others = { skipped, unreadable: unopened(report).length };
  const asides = Object.entries(others).flatMap(([what, count]) => (count > 0 ? `${written(count)} ${what}` : []));
  return {
    found: errors + warnings + findings.length === 0 ? "" : counts.join(", "),
    where: `${counted(files, "file")}${asides.length > 0 ? ` (${asides.join(", ")})` : ""}, ${counted(events, "event")}`,
    hidden: errors + warnings + infos - findings.length,
    fixable: findings.filter(({ fix }) => fix !== undefined).length,
  };
}
