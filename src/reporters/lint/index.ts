import type { Severity } from "../../lint/finding.ts";
import type { LintReport } from "../../lint/lint-files.ts";
import type { Style } from "../style.ts";
import { json } from "./json.ts";
import { stylish } from "./stylish.ts";

export interface LintReportOptions {
  readonly style: Style;
  /** the least severity to show */
  readonly severity: Severity;
}

/** The formats of `ulbot lint`, by the name that `--format` takes. */
export const lintReporters = { stylish, json } as const satisfies Record<
  string,
  (report: LintReport, options: LintReportOptions) => string
>;
