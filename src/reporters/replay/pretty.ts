import { printable } from "../../printable.ts";
import type { Turn } from "../../replay/turn.ts";
import { severityText } from "../finding-line.ts";
import { printableJson } from "../json-text.ts";
import { fitted, hanging } from "../wrapped.ts";
import { answerLines, contactLines, requestLines, shortened } from "./chat.ts";
import { differenceLines } from "./difference-lines.ts";
import { differenceFault, type Fault, ownFaults, skipReason } from "./faults.ts";
import type { ReplayReporter, ReplayView } from "./index.ts";
import { summaryLines } from "./summary-lines.ts";
import { conversationKey, variety } from "./turn-text.ts";

/** Rows of a failed turn, so that it is seen at once, and of its parts; others may be longer. */
const room = { turn: 38, contact: 2, chat: 7, requests: 5, faults: 5, count: 2, wire: 3, differences: 7 };

const indented = (text: string, { width }: ReplayView): string[] => hanging("    ", 4, text, width).split("\n");

/** "error message has no parameter … (rule at /pointer)" */
function faultLines({ severity, message, rule, pointer }: Fault, view: ReplayView): string[] {
  const place = pointer ? ` at ${printable(pointer)}` : "";
  const source = rule === undefined ? "" : ` ${view.style.dim(`(${rule}${place})`)}`;
  return indented(`${severityText(severity, view.style)} ${printable(message)}${source}`, view);
}

function headingLines(turn: Turn, { style }: ReplayView): string[] {
  const names = variety(turn).map((name) => `  ${style.yellow(printable(name))}`);
  return [`${style.underline(printable(turn.file))}  ${turn.channel}${names.join("")}`, style.dim(printable(turn.cid))];
}

function requestsOf(turn: Turn, view: ReplayView): string[] {
  return turn.requests.flatMap((request) => [
    ...requestLines(request, turn, view),
    ...ownFaults(request).flatMap((fault) => faultLines(fault, view)),
  ]);
}

/** What is wrong with the answer itself, or why there is none. */
function faultsIn(turn: Turn, view: ReplayView): string[] {
  if (turn.outcome === "skipped") return indented(view.style.dim(printable(skipReason(turn))), view);
  return ownFaults(turn).flatMap((fault) => faultLines(fault, view));
}

/** What `--update` did with the expectation. */
function updateLines({ update, expected }: Turn, view: ReplayView): string[] {
  if (update === undefined) return [];
  const place = expected === undefined ? "" : ` ${view.style.dim(printable(expected.file))}`;
  return indented(`${view.style.cyan(`expectation ${update}`)}${place}`, view);
}

/** The differences, as many as fit into `rows`. */
function differencesIn({ differences }: Turn, view: ReplayView, rows: number): string[] {
  const inner = { ...view, width: view.width - 4 };
  return differenceLines(differences, inner, Math.max(room.differences, rows)).map((line) => `    ${line}`);
}

/** The beginning of the answer as it came, where lint objects to what no bubble shows. */
function wireLines({ findings, differences, events }: Turn, view: ReplayView): string[] {
  const isWanted = differences.length === 0 && findings.some(({ severity }) => severity === "error");
  if (!isWanted) return [];
  const rows = fitted(printableJson(events).slice(0, (room.wire + 1) * view.width), view.width - 6);
  const shown = rows.length > room.wire ? [...rows.slice(0, room.wire - 1), `${rows[room.wire - 1]}…`] : rows;
  return shown.map((row) => `    ${view.style.dim(row)}`);
}

function failedLines(turn: Turn, view: ReplayView): string[] {
  const count = differenceFault(turn).flatMap((fault) => faultLines(fault, view));
  const before = [
    ...shortened(contactLines(turn, view), room.contact, view),
    ...shortened(answerLines(turn, view), room.chat, view),
    ...shortened(requestsOf(turn, view), room.requests, view),
    ...shortened(faultsIn(turn, view), room.faults, view),
    ...wireLines(turn, view),
    ...shortened(count, room.count, view),
  ];
  const curl = view.curl === undefined || turn.ms === null ? [] : [`    ${view.style.dim(view.curl(turn).trim())}`];
  const taken = [...before, ...curl].flatMap((line) => fitted(line, view.width)).length;
  return [...before, ...differencesIn(turn, view, room.turn - taken), ...curl];
}

function turnLines(turn: Turn, view: ReplayView): string[] {
  if (turn.outcome === "failed") return failedLines(turn, view);
  return [
    ...contactLines(turn, view),
    ...answerLines(turn, view),
    ...requestsOf(turn, view),
    ...faultsIn(turn, view),
    ...updateLines(turn, view),
    ...differencesIn(turn, view, room.turn),
  ];
}

/** The conversations as a chat: what the contact did, how long the bot took, and what the contact sees of its answer. */
export const pretty: ReplayReporter = {
  needsTurns: false,
  turn(turn, previous, view) {
    const isNew = previous === undefined || conversationKey(turn) !== conversationKey(previous);
    const head = isNew ? [...(previous ? [""] : []), ...headingLines(turn, view)] : [];
    return `${[...head, ...turnLines(turn, view)].join("\n")}\n`;
  },
  end: (report, view) => `${["", ...summaryLines(report, view)].join("\n")}\n`,
};
