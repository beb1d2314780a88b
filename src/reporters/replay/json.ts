import { jsonText } from "../json-text.ts";
import type { ReplayReporter } from "./index.ts";

/** One JSON document at the end. */
export const json: ReplayReporter = {
  turn: () => "",
  end({ summary, turns }) {
    const shown = turns.map(({ webhook: _webhook, unreachable: _unreachable, ...turn }) => turn);
    return jsonText({ schemaVersion: 1, summary, turns: shown });
  },
};
