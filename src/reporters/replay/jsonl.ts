import { printableJson } from "../json-text.ts";
import type { ReplayReporter } from "./index.ts";
import { endJson, turnJson } from "./turn-json.ts";

const line = (value: unknown): string => `${printableJson(value)}\n`;

/** JSON Lines: each turn on a line as soon as it has been played, and a last line with the summary. */
export const jsonl: ReplayReporter = {
  needsTurns: false,
  turn: (turn) => line(turnJson(turn)),
  end: (report) => line({ schemaVersion: 1, ...endJson(report) }),
};
