import { isObject, type JsonObject } from "../../input/json.ts";
import { printable } from "../../printable.ts";
import type { Outcome, ReplayReport, Turn } from "../../replay/turn.ts";
import { counted } from "../counted.ts";
import { findingLine, severityText } from "../finding-line.ts";
import { printableJson } from "../json-text.ts";
import type { Style } from "../style.ts";
import type { View } from "../view.ts";
import { hanging } from "../wrapped.ts";
import { bubble } from "./bubble.ts";
import type { ReplayReporter } from "./index.ts";

const marks = {
  passed: (style: Style) => style.green("✓"),
  failed: (style: Style) => style.red("✗"),
  skipped: (style: Style) => style.dim("–"),
} as const satisfies Record<Outcome, (style: Style) => string>;

/** How many failed turns are named once more at the end. */
const mostNamed = 10;

/** "3.1 ms", "5.0 s"; blank where nothing was posted. */
function timeText(ms: number | null): string {
  if (ms === null) return "";
  return ms < 999.95 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** What the contact wrote, chose or uploaded, else the whole payload. */
function said(payload: JsonObject): string {
  const value: JsonObject = isObject(payload.value) ? payload.value : {};
  const text = [payload.body, value.label, value.id, payload.name, payload.link].find(
    (part) => typeof part === "string",
  );
  if (typeof text === "string") return printable(text);
  return Object.keys(payload).length > 0 ? printableJson(payload) : "";
}

/** How it went, how long the bot took, and what the contact did: "✓   3.1 ms  message  Ada". */
function contactLine({ event, webhook, ms, outcome }: Turn, { style, width }: View): string {
  const text = said((webhook.packet.payload ?? {}) as JsonObject);
  const first = `  ${marks[outcome](style)} ${style.dim(timeText(ms).padStart(8))}  `;
  return hanging(first, 14, `${style.bold(printable(event))}${text === "" ? "" : `  ${text}`}`, width);
}

/** What is wrong with a turn, or why it was skipped. What is only worth knowing is left out. */
function faultLines({ findings, problems, outcome }: Turn, { style, width }: View): string[] {
  const shown = findings.filter(({ severity }) => severity !== "info");
  const texts = problems.map(({ severity, message }) =>
    outcome === "skipped" ? style.dim(printable(message)) : `${severityText(severity, style)} ${printable(message)}`,
  );
  return [...texts, ...shown.map((finding) => findingLine(finding, style))].map((text) =>
    hanging("    ", 4, text, width),
  );
}

function heading({ cid, channel, file }: Turn, style: Style): string {
  return `${style.underline(printable(file))}  ${channel}\n${style.dim(printable(cid))}`;
}

/** The failed turns once more, each with its first error: in a long run nobody finds them further up. */
function failedTurns(turns: readonly Turn[], { style, width }: View): string[] {
  const failed = turns.filter(({ outcome }) => outcome === "failed");
  const lines = failed.slice(0, mostNamed).map(({ file, index, event, problems, findings }) => {
    const error = [...problems, ...findings].find(({ severity }) => severity === "error");
    const text = `${file}, webhook ${index + 1}, ${event}: ${error?.message}`;
    return hanging(`  ${marks.failed(style)} `, 4, printable(text), width);
  });
  const more = failed.length - lines.length;
  return more > 0 ? [...lines, `    and ${more} more`] : lines;
}

function summaryLine({ summary }: ReplayReport, style: Style): string {
  const { conversations, turns, passed, failed, skipped } = summary;
  const parts = [
    passed > 0 ? style.green(`${passed} passed`) : "",
    failed > 0 ? style.red(`${failed} failed`) : "",
    skipped > 0 ? style.dim(`${skipped} skipped`) : "",
  ].filter((part) => part !== "");
  return `${counted(conversations, "conversation")}, ${counted(turns, "turn")}: ${parts.join(", ")}`;
}

/** The conversations as a chat: what the contact did, how long the bot took, and what the contact sees of its answer. */
export const pretty: ReplayReporter = {
  turn(turn, previous, view) {
    const isNew = turn.cid !== previous?.cid || turn.file !== previous.file;
    const head = isNew ? [...(previous ? [""] : []), heading(turn, view.style)] : [];
    const bubbles = turn.events.flatMap((event) => bubble(event, turn.channel, view));
    return `${[...head, contactLine(turn, view), ...bubbles, ...faultLines(turn, view)].join("\n")}\n`;
  },
  end(report, view) {
    const failed = report.summary.conversations > 1 ? failedTurns(report.turns, view) : [];
    const again = failed.length > 0 ? ["failed:", ...failed, ""] : [];
    return `${["", ...again, summaryLine(report, view.style)].join("\n")}\n`;
  },
};
