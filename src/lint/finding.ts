import type { Channel } from "../protocol/channels.ts";
import type { EventName } from "../protocol/events/index.ts";
import type { Unit } from "../protocol/limit.ts";
import type { Evidence } from "../protocol/parameter.ts";

/** From worst to least. */
export const severities = ["error", "warning", "info"] as const;
export type Severity = (typeof severities)[number];

/** Whether `severity` is as bad as `threshold`, or worse. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** The worst of some severities; `info` where there are none. */
export function worst(list: readonly Severity[]): Severity {
  return severities.find((severity) => list.includes(severity)) ?? "info";
}

/** A limit and what there is instead. */
export interface LimitFacts {
  readonly expected: number;
  readonly got: number;
  readonly unit: Unit;
}

/** From where to where in a file; lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A text that takes the place of what stands in a range; where the range is empty it is inserted. */
export interface Edit extends Range {
  readonly text: string;
}

/** What `--fix` would do about a finding. The edits don't overlap. */
export interface Fix {
  /** what it does, such as `rename text_fromat to text_format` */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** The line on which a finding begins, or as much of it around the finding as is worth showing. */
export interface Excerpt {
  readonly text: string;
  /** the column of its first character */
  readonly column: number;
}

/** One thing a rule has to say about one place. */
export interface Finding extends Range {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly file: string;
  /** JSON Pointer into the file's value, in JSON Lines into the line's value */
  readonly pointer: string;
  readonly event?: EventName | undefined;
  /** the channels it holds for; none where it holds whatever the channel */
  readonly channels: readonly Channel[];
  readonly limit?: LimitFacts | undefined;
  readonly evidence: Evidence;
  /** the page of the rule */
  readonly url: string;
  readonly fix?: Fix | undefined;
  /** for reports that people read */
  readonly excerpt: Excerpt;
}

/** Where a rule is explained: the file of the published package that is made from the rule itself. */
export function ruleUrl(id: string): string {
  return `https://unpkg.com/ulbot/docs/rules/${id}.md`;
}
