import type { Finding, Severity } from "../lint/finding.ts";
import { printable } from "../printable.ts";
import type { Style } from "./style.ts";

/** The colour of each severity. */
export const severityColours = { error: "red", warning: "yellow", info: "cyan" } as const satisfies Record<
  Severity,
  keyof Style
>;

/** A severity in its colour. */
export function severityText(severity: Severity, style: Style): string {
  return style[severityColours[severity]](severity);
}

/** A finding in an answer that stands in no file: with its JSON Pointer instead of a line. */
export function findingLine({ rule, severity, message, pointer }: Finding, style: Style): string {
  const place = pointer === "" ? "" : ` at ${printable(pointer)}`;
  return `${severityText(severity, style)} ${printable(message)} ${style.dim(`(${rule}${place})`)}`;
}
