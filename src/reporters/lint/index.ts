import { isAtLeast, type Severity } from "../../lint/finding.ts";
import type { LintReport } from "../../lint/lint-files.ts";
import type { Link } from "../link.ts";
import type { View } from "../view.ts";
import { stylish } from "./stylish.ts";

/** What a report may need to know besides the findings. */
export interface LintReportOptions extends View {
  readonly link: Link;
  /** the directory that files are named from, absolute */
  readonly cwd: string;
  /** the directory that other programs name them from: that of the checkout, absolute */
  readonly root: string;
  /** of ulbot */
  readonly version: string;
}

/** A format of `ulbot lint`: from a report to its text, which ends with a line feed unless it is empty. */
export type LintReporter = (report: LintReport, options: LintReportOptions) => string | Promise<string>;

/** The formats of `ulbot lint`, by the name that `--format` takes; only the default is loaded before it is asked for. */
export const lintReporters = {
  stylish: async () => stylish,
  json: async () => (await import("./json.ts")).json,
  jsonl: async () => (await import("./jsonl.ts")).jsonl,
  sarif: async () => (await import("./sarif.ts")).sarif,
  junit: async () => (await import("./junit.ts")).junit,
  github: async () => (await import("./github.ts")).github,
  gitlab: async () => (await import("./gitlab.ts")).gitlab,
  markdown: async () => (await import("./markdown.ts")).markdown,
} as const satisfies Record<string, () => Promise<LintReporter>>;

export type LintFormat = keyof typeof lintReporters;

export const lintFormats = Object.keys(lintReporters) as readonly LintFormat[];

/** A report without the findings that are less severe than asked for; its summary still counts them. */
export function shownOf(report: LintReport, severity: Severity): LintReport {
  return { ...report, findings: report.findings.filter((finding) => isAtLeast(finding.severity, severity)) };
}
