import { groupedBy } from "../../lint/limits.ts";
import { factsOf } from "../../protocol/channels.ts";
import type { Turn } from "../../replay/turn.ts";
import { written } from "../../written.ts";
import { counted } from "../counted.ts";
import { type Html, html as markup } from "../preview/escaped.ts";
import { pageHtml } from "../preview/page.ts";
import { plainStyle } from "../style.ts";
import { coverageLines } from "./coverage.ts";
import { errorText } from "./faults.ts";
import { replayStyle } from "./html-style.ts";
import { turnHtml } from "./html-turn.ts";
import type { ReplayEnd, ReplayReporter, ReplayView } from "./index.ts";
import { expectationsText, latencyText } from "./summary-lines.ts";
import { conversationKey, turnName, variety } from "./turn-text.ts";
import { variationLines } from "./variations.ts";

/** A turn and the name by which links on the page lead to it. */
interface Placed {
  readonly turn: Turn;
  readonly id: string;
}

function conversation(placed: readonly Placed[], view: ReplayView): Html {
  const [{ turn: first }] = placed as readonly [Placed];
  const outcomes = placed.map(({ turn }) => turn.outcome);
  const outcome = outcomes.find((each) => each === "failed") ?? outcomes.find((each) => each === "passed") ?? "skipped";
  const names = variety(first).map((name) => markup` <span class="tag">${name}</span>`);
  return markup`<article class="phone talk ${first.channel}"><header><h2>${first.file}</h2><p>${factsOf(first.channel).title}, ${counted(placed.length, "turn")}, ${outcome}${names}</p><p class="cid">${first.cid}</p></header>
<ol class="turns">${placed.map(({ turn, id }) => turnHtml(turn, id, view))}</ol></article>
`;
}

function failures(placed: readonly Placed[]): Html | undefined {
  const failed = placed.filter(({ turn }) => turn.outcome === "failed");
  if (failed.length === 0) return undefined;
  const links = failed.map(
    ({ turn, id }) => markup`<li><a href="#${id}">${turnName(turn)}</a> <span>${errorText(turn)}</span></li>`,
  );
  return markup`<nav class="failed" aria-labelledby="failed-turns"><h2 id="failed-turns">Failed turns</h2><ul>${links}</ul></nav>
`;
}

function counts({ passed, failed, skipped, flaky }: ReplayEnd["summary"]): Html {
  const tags = Object.entries({ passed, failed, skipped }).filter(([, count]) => count > 0);
  const again =
    flaky > 0
      ? markup`<li class="tag flaky">${counted(flaky, "conversation")} on a later attempt only</li>`
      : undefined;
  return markup`<ul class="counts">${tags.map(([name, count]) => markup`<li class="tag ${name}">${written(count)} ${name}</li>`)}${again}</ul>`;
}

function heading({ summary, latency }: ReplayEnd, [first]: readonly Placed[]): Html {
  const facts = [
    `${counted(summary.conversations, "conversation")}, ${counted(summary.turns, "turn")}`,
    ...(first === undefined ? [] : [first.turn.at]),
    expectationsText(summary),
    ...(latency === undefined ? [] : [latencyText(latency)]),
  ].filter((fact) => fact !== "");
  return markup`<header class="page"><h1>Replay</h1>${counts(summary)}${facts.map((fact) => markup`<p>${fact}</p>`)}</header>`;
}

/** Lines that a terminal would show, as they are. */
const listing = (title: string, lines: readonly string[]): Html =>
  markup`<section class="listing"><h2>${title}</h2><pre>${lines.join("\n")}</pre></section>
`;

const plain = { style: plainStyle, width: 120 };

function pageOf(report: ReplayEnd, view: ReplayView): string {
  const placed = (report.turns ?? []).map((turn, index) => ({ turn, id: `turn-${index + 1}` }));
  const { failed } = report.summary;
  const title = `${failed > 0 ? `${written(failed)} failed` : "passed"} – ulbot replay`;
  const body = markup`${heading(report, placed)}
<main>
${failures(placed)}${groupedBy(placed, ({ turn }) => conversationKey(turn)).map((group) => conversation(group, view))}${report.variations && listing("Channels", variationLines(report.variations, plain))}${report.coverage && listing("Coverage", coverageLines(report.coverage, plain))}</main>
`;
  return pageHtml(title, replayStyle, body);
}

/** One page that needs nothing else: the conversations as the messengers show them, and what differs beside each turn. */
export const html: ReplayReporter = {
  needsTurns: true,
  turn: () => "",
  end: pageOf,
};
