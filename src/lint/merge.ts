import * as z from "zod/mini";
import { UlbotError } from "../errors.ts";
import type { FileValue } from "../input/values.ts";
import { printable } from "../printable.ts";
import { channelNames } from "../protocol/channels.ts";
import { eventNames } from "../protocol/events/index.ts";
import { type Finding, severities } from "./finding.ts";
import type { LintReport, LintSummary } from "./lint-files.ts";

const place = z.int().check(z.positive());
const range = { line: place, column: place, endLine: place, endColumn: place };
// in the order of a report, which what is joined keeps
const finding = z.object({
  rule: z.string(),
  severity: z.enum(severities),
  message: z.string(),
  hint: z.optional(z.string()),
  file: z.string(),
  ...range,
  pointer: z.string(),
  event: z.optional(z.enum(eventNames)),
  channels: z.array(z.enum(channelNames)),
  limit: z.optional(z.object({ expected: z.number(), got: z.number(), unit: z.string() })),
  evidence: z.enum(["documented", "inferred"]),
  url: z.string(),
  fix: z.optional(z.object({ title: z.string(), edits: z.array(z.object({ ...range, text: z.string() })) })),
});
const count = z.int().check(z.nonnegative());
const shard = z.object({ index: place, count: place, of: z.enum(["lines", "files"]) });
const end = z.looseObject({
  schemaVersion: z.literal(1),
  summary: z.object({ files: count, skipped: count, events: count, errors: count, warnings: count, infos: count }),
  unreadable: z.array(z.object({ file: z.string(), message: z.string() })),
  shard: z.optional(shard),
});
const whole = z.extend(end, { findings: z.array(finding) });

type Report = z.output<typeof whole>;

/** The reports in a file, as `--format json` wrote one, or `--format jsonl` one or several, one after the other. */
function reportsIn(file: string, values: readonly FileValue[]): Report[] {
  const reports: unknown[] = [];
  let findings: unknown[] = [];
  for (const { value } of values) {
    if (Object.hasOwn(Object(value), "summary")) {
      reports.push({ findings, ...(value as object) });
      findings = [];
    } else findings.push(value);
  }
  const checked = z.array(whole).check(z.minLength(1)).safeParse(reports);
  if (checked.success && findings.length === 0) return checked.data;
  const name = printable(values[0]?.file ?? file);
  const isCut = checked.success || (reports.length === 0 && finding.safeParse(findings[0]).success);
  if (isCut) throw new UlbotError("usage", `${name} ends within a report, so that not all was linted`);
  const hint = "make it with ulbot lint --format json or jsonl";
  throw new UlbotError("usage", `${name} is no report of this version of ulbot`, { hint });
}

/** Throws where the parts that the reports are about are not all parts, or some twice. */
function checkParts(reports: readonly Report[]): void {
  const parts = reports.flatMap(({ shard: part }) => part ?? []);
  if (parts.length === 0) return;
  const total = Math.max(...parts.map((part) => part.count));
  const wanted = Array.from({ length: total }, (_, index) => index + 1);
  const missing = wanted.filter((index) => !parts.some((part) => part.index === index));
  const doubled = parts.filter((part, position) => parts.findIndex(({ index }) => index === part.index) !== position);
  if (parts.some((part) => part.count !== total)) throw new UlbotError("usage", "the reports are of different splits");
  if (missing.length > 0) throw new UlbotError("usage", `part ${missing.join(", ")} of ${total} is missing`);
  if (doubled.length > 0) throw new UlbotError("usage", `part ${doubled[0]?.index} of ${total} is there twice`);
}

function total(reports: readonly Report[], key: keyof LintSummary): number {
  const counts = reports.map(({ summary }) => summary[key]);
  // every part of one file counts the same file
  const isOneFile = (key === "files" || key === "skipped") && reports.some(({ shard: part }) => part?.of === "lines");
  return isOneFile ? Math.max(...counts) : counts.reduce((sum, each) => sum + each, 0);
}

const byPlace = (one: Finding, other: Finding): number =>
  one.file === other.file ? one.line - other.line || one.column - other.column : one.file < other.file ? -1 : 1;

/** The files that some report could not read, each once, by their names. */
function unreadableOf(reports: readonly Report[]): LintReport["unreadable"] {
  const messages = new Map(reports.flatMap(({ unreadable }) => unreadable.map(({ file, message }) => [file, message])));
  // where there was a text, findings say what is wrong with it
  const faulty = new Set(reports.flatMap(({ findings }) => findings.map(({ file }) => file)));
  return [...messages]
    .sort()
    .map(([file, message]) => (faulty.has(file) ? { file } : { file, failure: new UlbotError("usage", message) }));
}

/**
 * Joins reports of parts of the work into the report of all of it, the findings sorted by file and place. Throws an
 * `UlbotError` for what is no report, and where a part is missing or there twice.
 */
export function mergeReports(
  sources: readonly { readonly file: string; readonly values: readonly FileValue[] }[],
): LintReport {
  const reports = sources.flatMap(({ file, values }) => reportsIn(file, values));
  checkParts(reports);
  // what was checked above is what the reporters need; the lines that findings stand on are not in reports
  const findings = reports.flatMap((report) => report.findings as unknown as Omit<Finding, "excerpt">[]);
  return {
    files: [...new Set(findings.map(({ file }) => file))],
    summary: {
      files: total(reports, "files"),
      skipped: total(reports, "skipped"),
      events: total(reports, "events"),
      errors: total(reports, "errors"),
      warnings: total(reports, "warnings"),
      infos: total(reports, "infos"),
    },
    findings: findings.map((each): Finding => ({ ...each, excerpt: { text: "", column: 1 } })).sort(byPlace),
    unreadable: unreadableOf(reports),
  };
}
