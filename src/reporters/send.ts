import type { Sent } from "../api/client.ts";
import type { Finding } from "../lint/finding.ts";
import { printable } from "../printable.ts";
import { jsonText } from "./json-text.ts";
import type { Style } from "./style.ts";

/** What `ulbot send` tells of a request. */
export interface SendReport {
  readonly cid: string;
  /** names of the events, in their order */
  readonly events: readonly string[];
  readonly sent: Sent;
  readonly findings: readonly Finding[];
}

const words = {
  sent: "sent",
  refused: "refused",
  "not-sent": "not sent",
  unknown: "unknown",
} as const satisfies Record<Sent["outcome"], string>;

function pretty({ cid, events, sent }: SendReport, style: Style): string {
  const colour = sent.outcome === "sent" ? style.green : style.red;
  const status = sent.status === undefined ? "" : `${sent.status} in `;
  const waited = sent.waitedMs > 0 ? `, after ${(sent.waitedMs / 1000).toFixed(1)} s of waiting` : "";
  const facts = style.dim(`${status}${sent.ms.toFixed(1)} ms${waited}`);
  return `${colour(words[sent.outcome])}  ${printable(events.join(", "))} to ${printable(cid)}  ${facts}\n`;
}

function json({ cid, events, sent, findings }: SendReport): string {
  return jsonText({ schemaVersion: 1, cid, events, ...sent, findings });
}

/** The formats of `ulbot send`, by the name that `--format` takes. */
export const sendReporters = { pretty, json } as const satisfies Record<
  string,
  (report: SendReport, style: Style) => string
>;
