import { printable } from "../../printable.ts";
import type { Outcome, ReceivedRequest, Turn } from "../../replay/turn.ts";
import { counted } from "../counted.ts";
import { plainStyle, type Style } from "../style.ts";
import type { View } from "../view.ts";
import { fitted, hanging } from "../wrapped.ts";
import { bubble } from "./bubble.ts";
import { saidText, timeText } from "./turn-text.ts";

/** The sign of each outcome. */
export const marks = {
  passed: (style: Style) => style.green("✓"),
  failed: (style: Style) => style.red("✗"),
  skipped: (style: Style) => style.dim("–"),
} as const satisfies Record<Outcome, (style: Style) => string>;

/** Lines as they are where they fill `most` rows at most; else the first rows, and how many there are more. */
export function shortened(lines: readonly string[], most: number, { style, width }: View): string[] {
  const rows = lines.flatMap((line) => fitted(line, width));
  if (rows.length <= most) return [...lines];
  return [...rows.slice(0, most), `    ${style.dim(`… and ${counted(rows.length - most, "more line")}`)}`];
}

/** How it went, how long the bot took, and what the contact did: "✓   3.1 ms  message  Ada". */
export function contactLines(turn: Turn, { style, width }: View): string[] {
  const text = saidText(turn);
  const time = turn.ms === null ? "" : timeText(turn.ms);
  const first = `  ${marks[turn.outcome](style)} ${style.dim(time.padStart(8))}  `;
  const event = style.bold(printable(turn.event));
  return hanging(first, 14, `${event}${text === "" ? "" : `  ${text}`}`, width).split("\n");
}

/** What the contact sees of the answer. */
export function answerLines({ events, channel }: Turn, view: View): string[] {
  return events.flatMap((event) => bubble(event, channel, view));
}

/** "later, through the API URL, after 230 ms"; with the status where the API URL refused. */
export function requestTitle({ ms, status }: ReceivedRequest): string {
  const refusal = status >= 200 && status < 300 ? "" : `, refused with ${status}`;
  return `later, through the API URL, after ${ms < 1000 ? `${Math.round(ms)} ms` : timeText(ms)}${refusal}`;
}

/** What the contact sees of what the bot sent by itself, with when that came. */
export function requestLines(request: ReceivedRequest, { channel }: Turn, view: View): string[] {
  const bubbles = request.events.flatMap((event) => bubble(event, channel, view));
  return [`    ${view.style.dim(requestTitle(request))}`, ...bubbles];
}

/** A turn as plain text: what the contact did, and what the bot made of it; the first 100 lines. */
export function chatText(turn: Turn): string {
  const view = { style: plainStyle, width: 100 };
  const requests = turn.requests.flatMap((request) => requestLines(request, turn, view));
  return shortened([...contactLines(turn, view), ...answerLines(turn, view), ...requests], 100, view).join("\n");
}
