import type { ReceivedRequest, Turn } from "../../replay/turn.ts";
import { findingJson } from "../finding-json.ts";
import type { ReplayEnd } from "./index.ts";

const requestJson = ({ ms, status, events, findings, problems }: ReceivedRequest) => ({
  ms,
  status,
  events,
  findings: findings.map(findingJson),
  problems,
});

/** A turn as programs get it: what was posted is in the fixture, but for the context. */
export function turnJson(turn: Turn) {
  const { file, index, run, attempt, variant, at, cid, event, channel, status, ms, outcome, events } = turn;
  const { findings, problems, requests, expected, differences, update } = turn;
  return {
    ...{ file, index, run, attempt },
    ...(variant && { variant }),
    ...{ at, cid, event, channel, status, ms, outcome, events },
    findings: findings.map(findingJson),
    problems,
    requests: requests.map(requestJson),
    ...(expected && { expectedFile: expected.file }),
    differences,
    ...(update && { update }),
  };
}

/** What else programs get in the end; what was not asked for is absent. */
export function endJson({ summary, latency, coverage, variations }: Omit<ReplayEnd, "turns">) {
  return { summary, latency, coverage, variations };
}
