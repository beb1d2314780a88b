import { groupedBy } from "../../lint/limits.ts";
import { printable } from "../../printable.ts";
import type { Turn } from "../../replay/turn.ts";
import { written } from "../../written.ts";
import { counted } from "../counted.ts";
import { cell, fenced, page } from "../markdown-text.ts";
import { plainStyle } from "../style.ts";
import { chatText } from "./chat.ts";
import { coverageLines } from "./coverage.ts";
import { faultTexts, plainDifferences } from "./failure-lines.ts";
import { errorText } from "./faults.ts";
import type { ReplayEnd, ReplayReporter } from "./index.ts";
import { expectationsText, latencyText } from "./summary-lines.ts";
import { conversationKey, timeText, turnName, variety } from "./turn-text.ts";
import { variationLines } from "./variations.ts";

/** GitHub takes no summary of more than a megabyte, and nobody reads one. */
const [mostRows, mostDetails, longestBlock] = [200, 30, 8000];

const plain = { style: plainStyle, width: 100 };

/** How many turns before the one that failed are shown. */
const turnsBefore = 2;

function row(turns: readonly Turn[]): string {
  const [first] = turns as readonly [Turn];
  const count = (outcome: Turn["outcome"]): number => turns.filter((turn) => turn.outcome === outcome).length;
  const failed = count("failed");
  const times = turns.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  const cells = [
    failed > 0 ? "❌ failed" : count("passed") > 0 ? "✅ passed" : "➖ skipped",
    cell([first.file, ...variety(first)].join(", ")),
    first.channel.replaceAll("_", "\\_"),
    ...[count("passed"), failed, count("skipped")].map(written),
    times.length > 0 ? timeText(Math.max(...times)) : "",
  ];
  return `| ${cells.join(" | ")} |`;
}

const head = [
  "| | conversation | channel | passed | failed | skipped | slowest |",
  "| --- | --- | --- | --: | --: | --: | --: |",
];

const block = (language: string, lines: readonly string[]): string => {
  const text = lines.join("\n");
  const shown = text.length > longestBlock ? `${text.slice(0, longestBlock).toWellFormed()}\n…` : text;
  return lines.length === 0 ? "" : fenced(language, shown);
};

/** Text in HTML, where Markdown has no say: as code, for GitHub not to take an `@` in it for a mention. */
function codeHtml(text: string): string {
  const escaped = printable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<code>${escaped}</code>`;
}

/** A failed turn with those before it, folded. */
function details(turn: Turn, turns: readonly Turn[]): string {
  const conversation = turns.filter((other) => conversationKey(other) === conversationKey(turn));
  const at = conversation.indexOf(turn);
  const chat = conversation.slice(Math.max(0, at - turnsBefore), at + 1).map(chatText);
  return [
    `<details><summary>❌ ${codeHtml(`${turnName(turn)}: ${errorText(turn)}`)}</summary>`,
    block("text", chat.length > 0 ? chat : [chatText(turn)]),
    block("text", faultTexts(turn)),
    block("diff", plainDifferences(turn)),
    "</details>",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function title({ conversations, turns, passed, failed, skipped, flaky }: ReplayEnd["summary"]): string {
  const counts = Object.entries({ passed, failed, skipped }).filter(([, count]) => count > 0);
  const words = counts.map(([name, count]) => `${written(count)} ${name}`).join(", ");
  const again = flaky > 0 ? ` (${counted(flaky, "conversation")} on a later attempt only)` : "";
  return `### ${counted(conversations, "conversation")}, ${counted(turns, "turn")}: ${words}${again}`;
}

const notShown = (count: number, noun: string): string =>
  count > 0 ? `${written(count)} more ${noun} not shown.` : "";

/** A heading, a table of the conversations, and the failed turns with what differs: for the summary of a CI job or a comment. */
export const markdown: ReplayReporter = {
  needsTurns: true,
  turn: () => "",
  end(report) {
    const { summary, latency, coverage, variations, failed, turns = [] } = report;
    const conversations = groupedBy(turns, conversationKey);
    const shown = failed.slice(0, mostDetails);
    return page([
      title(summary),
      [expectationsText(summary), latency === undefined ? "" : latencyText(latency)].filter(Boolean).join("; "),
      conversations.length > 0 ? [...head, ...conversations.slice(0, mostRows).map(row)].join("\n") : "",
      notShown(conversations.length - mostRows, "conversations are"),
      ...shown.map((turn) => details(turn, turns)),
      notShown(summary.failed - shown.length, "failed turns are"),
      variations === undefined ? "" : block("text", variationLines(variations, plain)),
      coverage === undefined ? "" : block("text", coverageLines(coverage, plain)),
    ]);
  },
};
