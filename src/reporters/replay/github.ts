import { sep } from "node:path";
import { printable } from "../../printable.ts";
import type { Turn } from "../../replay/turn.ts";
import { locationOf } from "../lint/location.ts";
import { commandLine } from "../workflow-command.ts";
import { faultTexts, plainDifferences } from "./failure-lines.ts";
import { errorText } from "./faults.ts";
import type { ReplayReporter, ReplayView } from "./index.ts";
import { turnName } from "./turn-text.ts";

const pathOf = (file: string, { places }: ReplayView): string =>
  places === undefined ? file.replaceAll(sep, "/") : locationOf(file, places).path;

/** An error where the turn failed, a warning where something else is wrong with it; one a turn, as few are shown. */
function annotation(turn: Turn, view: ReplayView): string {
  const faults = faultTexts(turn);
  const isFailed = turn.outcome === "failed";
  if (turn.outcome === "skipped" || (faults.length === 0 && !isFailed)) return "";
  const lines = [...(faults.length > 0 ? faults : [printable(errorText(turn))]), ...plainDifferences(turn)];
  const properties = { file: pathOf(turn.file, view), title: turnName(turn) };
  return commandLine(isFailed ? "error" : "warning", properties, lines);
}

/** Workflow commands of GitHub Actions, which show each turn that something is wrong with at its fixture. */
export const github: ReplayReporter = {
  needsTurns: false,
  turn: (turn, _, view) => annotation(turn, view),
  end: () => "",
};
