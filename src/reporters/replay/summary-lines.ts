import { printable } from "../../printable.ts";
import type { Latency } from "../../replay/tally.ts";
import { written } from "../../written.ts";
import { counted } from "../counted.ts";
import type { Style } from "../style.ts";
import { hanging } from "../wrapped.ts";
import { marks } from "./chat.ts";
import { coverageLines } from "./coverage.ts";
import { errorText } from "./faults.ts";
import type { ReplayEnd, ReplayView } from "./index.ts";
import { timeText, variety } from "./turn-text.ts";
import { variationLines } from "./variations.ts";

/** How many failed turns are named once more at the end. */
const mostNamed = 10;

/** The failed turns once more, each with its first error: in a long run nobody finds them further up. */
function failedTurns({ failed, summary }: ReplayEnd, { style, width }: ReplayView): string[] {
  const lines = failed.slice(0, mostNamed).map((turn) => {
    const place = [turn.file, `webhook ${turn.index + 1}`, turn.event, ...variety(turn)].join(", ");
    return hanging(`  ${marks.failed(style)} `, 4, printable(`${place}: ${errorText(turn)}`), width);
  });
  const more = summary.failed - lines.length;
  return more > 0 ? [...lines, `    and ${written(more)} more`] : lines;
}

function countsLine({ conversations, turns, passed, failed, skipped, flaky }: ReplayEnd["summary"], style: Style) {
  const again = flaky > 0 ? style.yellow(` (${counted(flaky, "conversation")} on a later attempt only)`) : "";
  const parts = [
    passed > 0 ? style.green(`${written(passed)} passed`) + again : "",
    failed > 0 ? style.red(`${written(failed)} failed`) : "",
    skipped > 0 ? style.dim(`${written(skipped)} skipped`) : "",
  ].filter((part) => part !== "");
  return `${counted(conversations, "conversation")}, ${counted(turns, "turn")}: ${parts.join(", ")}`;
}

/** "3 expectations written, nothing expected of 2 turns yet"; nothing where there is nothing to tell. */
export function expectationsText({ written: added, changed, unexpected }: ReplayEnd["summary"]): string {
  const parts = [
    added > 0 ? `${counted(added, "expectation")} written` : "",
    changed > 0 ? `${counted(changed, "expectation")} changed` : "",
    unexpected > 0 ? `nothing expected of ${counted(unexpected, "turn")} yet: --update writes what the bot sent` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** "1,000 answers: half within 3.1 ms, …" */
export function latencyText({ count, p50, p95, p99, max, perSecond }: Latency): string {
  const times = Object.entries({ p50, p95, p99, max }).map(([name, ms]) => `${name} ${timeText(ms)}`);
  return `${counted(count, "answer")}: ${times.join(", ")}, ${written(Math.round(perSecond))} a second`;
}

/** Lines, and an empty one below them; nothing where there are none. */
const apart = (lines: readonly string[]): string[] => (lines.length > 0 ? [...lines, ""] : []);

/** What a run gave: the failed turns where there was more than one conversation, what was asked for, the counts, and the times. */
export function summaryLines(report: ReplayEnd, view: ReplayView): string[] {
  const { summary, latency, variations, coverage } = report;
  const failed = summary.conversations > 1 ? failedTurns(report, view) : [];
  const expectations = expectationsText(summary);
  return [
    ...apart(failed.length > 0 ? ["failed:", ...failed] : []),
    ...apart(variations === undefined ? [] : variationLines(variations, view)),
    ...apart(coverage === undefined ? [] : coverageLines(coverage, view)),
    countsLine(summary, view.style),
    ...(expectations === "" ? [] : [view.style.dim(expectations)]),
    ...(latency === undefined ? [] : [latencyText(latency)]),
  ];
}
