import { isObject, type JsonObject } from "../../input/json.ts";
import { envelopeFaults, readNode } from "../../lint/answer.ts";
import { printable } from "../../printable.ts";
import type { Outcome, Turn } from "../../replay/turn.ts";
import { counted } from "../counted.ts";
import { findingLine, severityText } from "../finding-line.ts";
import { renderingLines } from "../rendering.ts";
import type { Style } from "../style.ts";
import type { ReplayReporter } from "./index.ts";

const marks = {
  passed: (style: Style) => style.green("✓"),
  failed: (style: Style) => style.red("✗"),
  skipped: (style: Style) => style.dim("–"),
} as const satisfies Record<Outcome, (style: Style) => string>;

const indent = "    ";

function quoted(payload: JsonObject): string {
  const body = payload.body ?? (isObject(payload.value) ? (payload.value.label ?? payload.value.id) : undefined);
  if (typeof body === "string") return printable(body);
  return Object.keys(payload).length > 0 ? printable(JSON.stringify(payload)) : "";
}

/** What the contact did: "message  Ada", "click  Delivery status", "start". */
function contactLine({ event, webhook, ms, outcome }: Turn, style: Style): string {
  const said = quoted((webhook.packet.payload ?? {}) as JsonObject);
  const time = ms === null ? "" : style.dim(`  ${ms.toFixed(1)} ms`);
  return `  ${marks[outcome](style)} ${style.bold(printable(event))}${said ? `  ${said}` : ""}${time}`;
}

/** What the contact sees of an event, or its name and payload where there is nothing to see. */
function eventLines(value: unknown, { channel }: Turn, style: Style): string[] {
  const path: (string | number)[] = [];
  const isEvent = envelopeFaults(value, { fromBot: true }).length === 0;
  const node = isEvent ? readNode({ value, path }, { channels: [channel] }) : undefined;
  const [rendering] = node?.renderings ?? [];
  if (node === undefined || rendering === undefined) return [style.dim(printable(JSON.stringify(value)))];
  const lines = renderingLines(rendering, style);
  if (lines.length > 0) return lines;
  const payload =
    Object.keys(node.event.packet.payload).length > 0 ? ` ${JSON.stringify(node.event.packet.payload)}` : "";
  return [style.dim(`${node.name}${printable(payload)}`)];
}

function bubble(lines: readonly string[], style: Style): string[] {
  return lines.map((line, index) => `${indent}${style.dim(index === 0 ? "┌" : "│")} ${line}`);
}

function faultLines({ findings, problems, outcome }: Turn, style: Style): string[] {
  const shown = findings.filter(({ severity }) => severity !== "info");
  const problemLines = problems.map(({ severity, message }) => {
    return `${indent}${outcome === "skipped" ? style.dim(message) : `${severityText(severity, style)} ${message}`}`;
  });
  return [...problemLines, ...shown.map((finding) => `${indent}${findingLine(finding, style)}`)];
}

function heading({ cid, channel, file }: Turn, style: Style): string {
  return `${style.underline(printable(file))}  ${channel}  ${style.dim(printable(cid))}`;
}

/** The conversations as a chat: what the contact did, how long the bot took, and what the contact sees of its answer. */
export const pretty: ReplayReporter = {
  turn(turn, previous, style) {
    const isNew = turn.cid !== previous?.cid || turn.file !== previous.file;
    const head = isNew ? [...(previous ? [""] : []), heading(turn, style)] : [];
    const events = turn.events.flatMap((event) => bubble(eventLines(event, turn, style), style));
    return `${[...head, contactLine(turn, style), ...events, ...faultLines(turn, style)].join("\n")}\n`;
  },
  end({ summary }, style) {
    const { conversations, turns, passed, failed, skipped } = summary;
    const parts = [
      passed > 0 ? style.green(`${passed} passed`) : "",
      failed > 0 ? style.red(`${failed} failed`) : "",
      skipped > 0 ? style.dim(`${skipped} skipped`) : "",
    ].filter((part) => part !== "");
    return `\n${counted(conversations, "conversation")}, ${counted(turns, "turn")}: ${parts.join(", ")}\n`;
  },
};
