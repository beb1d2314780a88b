import type { Sent } from "../api/attempts.ts";
import type { Checked } from "../api/check.ts";
import type { Verdict } from "../api/verdict.ts";
import type { Finding } from "../lint/finding.ts";
import { printable } from "../printable.ts";
import { counted } from "./counted.ts";
import { findingJson } from "./finding-json.ts";
import { findingLine } from "./finding-line.ts";
import { jsonText } from "./json-text.ts";
import type { Style } from "./style.ts";

/** What became of a request; `stopped` where a check kept it from being sent. */
export type SendOutcome = Sent["outcome"] | "stopped";

/** What `ulbot send` tells of a request. */
export interface SendReport {
  /** its line in the input, where there are several */
  readonly line?: number;
  readonly cid: string;
  /** names of the events, in their order */
  readonly events: readonly string[];
  readonly sent: Omit<Sent, "outcome"> & { readonly outcome: SendOutcome };
  /** whether that is what an earlier run found out */
  readonly isEarlier?: boolean;
  readonly findings: readonly Finding[];
}

const words = {
  sent: "sent",
  refused: "refused",
  "not-sent": "not sent",
  stopped: "not sent",
  unknown: "unknown",
} as const satisfies Record<SendOutcome, string>;

/** What becomes of requests that these errors keep from being sent. */
export function stoppedBy(errors: readonly Finding[]): SendReport["sent"] {
  const isOfLint = errors.some(({ rule }) => rule !== "media-check");
  const option = isOfLint ? "with --no-lint" : "without --media-check";
  return {
    outcome: "stopped",
    message: `${isOfLint ? "lint" : "the media check"} found ${counted(errors.length, "error")}, so nothing is sent`,
    hint: `correct what it found, or send it as it is ${option}`,
    attempts: 0,
    ms: 0,
    waitedMs: 0,
  };
}

/** What became of a request, on one line. */
export function sendLine({ line, cid, events, sent, isEarlier }: SendReport, style: Style): string {
  const colour = sent.outcome === "sent" ? style.green : style.red;
  const names = events.length > 5 ? counted(events.length, "event") : printable(events.join(", "));
  const number = line === undefined ? "" : `line ${line}  `;
  const what = `${colour(words[sent.outcome])}  ${number}${names} to ${printable(cid)}`;
  if (isEarlier) return `${what}  ${style.dim("in an earlier run")}\n`;
  return sent.attempts === 0 ? `${what}\n` : `${what}  ${style.dim(exchange(sent))}\n`;
}

/** The status and how long it took: "200 in 12.3 ms, after 3.0 s of waiting". */
function exchange({ status, ms, waitedMs }: SendReport["sent"]): string {
  const answer = status === undefined ? "" : `${status} in `;
  const waited = waitedMs > 0 ? `, after ${(waitedMs / 1000).toFixed(1)} s of waiting` : "";
  return `${answer}${ms.toFixed(1)} ms${waited}`;
}

/** What became of a request, as programs get it. */
export function sendFacts({ line, cid, events, sent, isEarlier, findings }: SendReport): object {
  const ofLine = { ...(line !== undefined && { line }), cid, events };
  const earlier = isEarlier && { earlier: true };
  return { schemaVersion: 1, ...ofLine, ...sent, ...earlier, findings: findings.map(findingJson) };
}

/** The formats of `ulbot send`, by the name that `--format` takes. */
export const sendReporters = {
  pretty: sendLine,
  json: (report) => jsonText(sendFacts(report)),
} as const satisfies Record<string, (report: SendReport, style: Style) => string>;

/** What is said while it waits for another attempt. */
export function waitLine(
  ms: number,
  { status, message = "there is no answer" }: Pick<Verdict, "status" | "message">,
): string {
  const why = status === 429 ? "the platform takes no more for now (429)" : message;
  return `${why}, trying again in ${(ms / 1000).toFixed(1)} s`;
}

/** Findings on a request, each with its hint, for stderr; what is below a warning is left out. */
export function findingsText({ findings, errors }: Checked, style: Style, line?: number): string {
  const shown = findings.filter(({ severity }) => severity !== "info");
  const prefix = line === undefined ? "" : `line ${line}: `;
  const lines = shown.flatMap((finding) => [
    `${prefix}${findingLine(finding, style)}`,
    ...hintLines(finding.hint, style),
  ]);
  const spared = shown.some((finding) => finding.severity === "error" && !errors.includes(finding));
  const note = spared ? "an error on some channels only stops nothing, unless --channel names one of them" : undefined;
  return [...lines, ...hintLines(note, style)].map((text) => `${text}\n`).join("");
}

function hintLines(hint: string | undefined, style: Style): string[] {
  return hint === undefined ? [] : [`  ${style.dim(printable(hint))}`];
}
