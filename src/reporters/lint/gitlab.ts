import type { Severity } from "../../lint/finding.ts";
import type { LintReport } from "../../lint/lint-files.ts";
import { jsonText } from "../json-text.ts";
import { fingerprintsOf } from "./fingerprint.ts";
import { locationOf, type Places } from "./location.ts";
import { unopened, unreadableFacts } from "./unreadable.ts";
import { withHint } from "./with-hint.ts";

const severityNames = { error: "critical", warning: "minor", info: "info" } as const satisfies Record<Severity, string>;

interface Entry {
  readonly rule: string;
  readonly file: string;
  readonly pointer: string;
  readonly event?: string | undefined;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly line: number;
  readonly severity: "blocker" | (typeof severityNames)[Severity];
}

function entriesOf(report: LintReport): Entry[] {
  const found = report.findings.map((finding) => ({ ...finding, severity: severityNames[finding.severity] }));
  // without them a report of nothing but missing files would look like one of clean files
  const failures = unopened(report).map((each) => {
    const { message, hint } = unreadableFacts(each);
    return { rule: "unreadable", file: each.file, pointer: "", message, hint, line: 1, severity: "blocker" as const };
  });
  return [...found, ...failures];
}

function entryJson(entry: Entry, fingerprint: string, places: Places) {
  const { rule, file, line, severity } = entry;
  return {
    description: withHint(entry),
    check_name: rule,
    fingerprint,
    severity,
    location: { path: locationOf(file, places).path, lines: { begin: line } },
  };
}

/** A Code Quality report of GitLab. A file that could not be opened is a blocker at its first line. */
export function gitlab(report: LintReport, places: Places): string {
  const entries = entriesOf(report);
  const fingerprints = fingerprintsOf(entries, places);
  return jsonText(entries.map((entry, index) => entryJson(entry, fingerprints[index] ?? "", places)));
}
