import { counted } from "./counted.ts";
import { printableJson } from "./json-text.ts";
import { type SendOutcome, type SendReport, sendFacts, sendLine } from "./send.ts";
import type { Style } from "./style.ts";

/** The formats of `ulbot send` for several lines, each of which is told of as soon as it is settled. */
export const lineReporters = {
  pretty: sendLine,
  json: (report) => `${printableJson(sendFacts(report))}\n`,
} as const satisfies Record<string, (report: SendReport, style: Style) => string>;

/** How many lines came to which end. */
export type Tally = Readonly<Partial<Record<SendOutcome, number>>>;

const ends = [
  ["sent", "sent"],
  ["refused", "refused"],
  ["not-sent", "not sent"],
  ["stopped", "not sent"],
  ["unknown", "unknown"],
] as const satisfies readonly (readonly [SendOutcome, string])[];

/** "200 lines: 198 sent, 1 refused, 1 unknown". */
export function tallyLine(tally: Tally): string {
  const total = Object.values(tally).reduce((sum, count) => sum + count, 0);
  const parts = ends.flatMap(([outcome, word]) => (tally[outcome] ? [`${tally[outcome]} ${word}`] : []));
  return `${counted(total, "line")}: ${parts.join(", ")}`;
}

/** How far a batch has come, for a terminal; `nextInMs` is how long nothing goes out, if that is known. */
export function batchProgress(tally: Tally, total: number, nextInMs: number | undefined): string {
  const { sent = 0, ...others } = tally;
  const failed = Object.values(others).reduce((sum, count) => sum + count, 0);
  const failures = failed > 0 ? `, ${failed} of them not` : "";
  const next = nextInMs === undefined ? "" : `; the next goes out in ${Math.ceil(nextInMs / 1000)} s`;
  return `sent ${sent + failed} of ${counted(total, "line")}${failures}${next}`;
}

/** How long the pace alone takes, before it starts; nothing where that is no time. */
export function paceLine(linesOfBusiest: number, rate: number): string | undefined {
  const minutes = Math.floor((linesOfBusiest - 1) / rate);
  if (minutes < 1) return undefined;
  return `at ${counted(rate, "request")} a minute for each session this takes about ${counted(minutes, "minute")}`;
}
