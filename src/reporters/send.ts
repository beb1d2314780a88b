import type { Checked } from "../api/check.ts";
import type { Sent } from "../api/client.ts";
import type { Finding } from "../lint/finding.ts";
import { printable } from "../printable.ts";
import { counted } from "./counted.ts";
import { findingJson } from "./finding-json.ts";
import { findingLine } from "./finding-line.ts";
import { jsonText } from "./json-text.ts";
import type { Style } from "./style.ts";

/** What became of a request; `stopped` where lint kept it from being sent. */
export type SendOutcome = Sent["outcome"] | "stopped";

/** What `ulbot send` tells of a request. */
export interface SendReport {
  readonly cid: string;
  /** names of the events, in their order */
  readonly events: readonly string[];
  readonly sent: Omit<Sent, "outcome"> & { readonly outcome: SendOutcome };
  readonly findings: readonly Finding[];
}

const words = {
  sent: "sent",
  refused: "refused",
  "not-sent": "not sent",
  stopped: "not sent",
  unknown: "unknown",
} as const satisfies Record<SendOutcome, string>;

/** What becomes of a request that these errors of lint keep from being sent. */
export function stoppedBy(errors: readonly Finding[]): SendReport["sent"] {
  return {
    outcome: "stopped",
    message: `lint found ${counted(errors.length, "error")}, so nothing is sent`,
    hint: "correct what it found, or send it as it is with --no-lint",
    attempts: 0,
    ms: 0,
    waitedMs: 0,
  };
}

function pretty({ cid, events, sent }: SendReport, style: Style): string {
  const colour = sent.outcome === "sent" ? style.green : style.red;
  const names = events.length > 5 ? counted(events.length, "event") : printable(events.join(", "));
  const what = `${colour(words[sent.outcome])}  ${names} to ${printable(cid)}`;
  return sent.attempts === 0 ? `${what}\n` : `${what}  ${style.dim(exchange(sent))}\n`;
}

/** The status and how long it took: "200 in 12.3 ms, after 3.0 s of waiting". */
function exchange({ status, ms, waitedMs }: SendReport["sent"]): string {
  const answer = status === undefined ? "" : `${status} in `;
  const waited = waitedMs > 0 ? `, after ${(waitedMs / 1000).toFixed(1)} s of waiting` : "";
  return `${answer}${ms.toFixed(1)} ms${waited}`;
}

function json({ cid, events, sent, findings }: SendReport): string {
  return jsonText({ schemaVersion: 1, cid, events, ...sent, findings: findings.map(findingJson) });
}

/** The formats of `ulbot send`, by the name that `--format` takes. */
export const sendReporters = { pretty, json } as const satisfies Record<
  string,
  (report: SendReport, style: Style) => string
>;

/** What is said while it waits, once the platform has answered 429. */
export function waitLine(ms: number): string {
  return `the platform takes no more for now (429), trying again in ${(ms / 1000).toFixed(1)} s`;
}

/** Findings on a request, each with its hint, for stderr; what is below a warning is left out. */
export function findingsText({ findings, errors }: Checked, style: Style): string {
  const shown = findings.filter(({ severity }) => severity !== "info");
  const lines = shown.flatMap((finding) => [findingLine(finding, style), ...hintLines(finding.hint, style)]);
  const spared = shown.some((finding) => finding.severity === "error" && !errors.includes(finding));
  const note = spared ? "an error on some channels only stops nothing, unless --channel names one of them" : undefined;
  return [...lines, ...hintLines(note, style)].map((line) => `${line}\n`).join("");
}

function hintLines(hint: string | undefined, style: Style): string[] {
  return hint === undefined ? [] : [`  ${style.dim(printable(hint))}`];
}
