import { jsonText } from "../json-text.ts";
import type { ReplayReporter } from "./index.ts";
import { endJson, turnJson } from "./turn-json.ts";

/** One JSON document at the end. */
export const json: ReplayReporter = {
  needsTurns: true,
  turn: () => "",
  end: ({ turns = [], ...report }) => jsonText({ schemaVersion: 1, ...endJson(report), turns: turns.map(turnJson) }),
};
