import type { Turn } from "../../replay/turn.ts";
import { findingJson } from "../finding-json.ts";
import { jsonText } from "../json-text.ts";
import type { ReplayReporter } from "./index.ts";

const shown = ({ file, index, cid, event, channel, status, ms, outcome, events, findings, problems }: Turn) => ({
  file,
  index,
  cid,
  event,
  channel,
  status,
  ms,
  outcome,
  events,
  findings: findings.map(findingJson),
  problems,
});

/** One JSON document at the end. */
export const json: ReplayReporter = {
  turn: () => "",
  end: ({ summary, turns }) => jsonText({ schemaVersion: 1, summary, turns: turns.map(shown) }),
};
