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

/** One thing a rule has to say about one place. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly file: string;
  /** from 1 */
  readonly line: number;
  /** from 1, in UTF-16 units */
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** JSON Pointer into the file's value, in JSON Lines into the line's value */
  readonly pointer: string;
  readonly event?: EventName | undefined;
  /** the channels it holds for; none where it holds whatever the channel */
  readonly channels: readonly Channel[];
  readonly limit?: LimitFacts | undefined;
  readonly evidence: Evidence;
}
