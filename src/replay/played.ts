import { type CompareOptions, differencesOf } from "../expected/compare.ts";
import type { Difference, Sent } from "../expected/difference.ts";
import { isObject } from "../input/json.ts";
import type { Channel } from "../protocol/channels.ts";
import type { Outcome, Turn } from "./turn.ts";

/** What became of one recorded webhook on one channel: on the website a start with a message is two turns. */
export interface Played extends Sent {
  readonly cid: string;
  readonly channel: Channel;
  readonly outcome: Outcome;
  readonly faults: readonly string[];
}

const isError = ({ severity }: { readonly severity: string }): boolean => severity === "error";

/** What is wrong with a turn wherever it is played: expectations are of one channel only. */
function faultsOf({ outcome, problems, findings, requests }: Turn): string[] {
  if (outcome === "skipped") return problems.map(({ message }) => message);
  const all = [...problems, ...findings, ...requests.flatMap((request) => [...request.problems, ...request.findings])];
  return all
    .filter((fault) => isError(fault) && !("kind" in fault && fault.kind === "expectation"))
    .map(({ message }) => message);
}

/** What became of the turns that one recorded webhook is on one channel; none where there are none. */
export function playedOn(turns: readonly Turn[]): Played[] {
  const [first] = turns;
  if (!first) return [];
  const faults = turns.flatMap(faultsOf);
  const isSkipped = turns.every(({ outcome }) => outcome === "skipped");
  const outcome = isSkipped ? "skipped" : faults.length > 0 ? "failed" : "passed";
  const answer = turns.flatMap(({ events }) => events);
  const requests = turns.flatMap((turn) => turn.requests.map(({ events }) => events));
  return [{ channel: first.channel, cid: first.cid, outcome, faults, answer, requests }];
}

/** What does not count where two answers are compared. */
export type Comparison = Pick<CompareOptions, "ignore" | "exact">;

/** What counts of an event: in `info` a bot may echo all that the webhook told it, the channel too. */
function essence(event: unknown): unknown {
  if (!isObject(event) || !isObject(event.info)) return event;
  const { context } = event.info;
  return { ...event, info: context === undefined ? {} : { context } };
}

const essenceOf = ({ answer, requests }: Sent): Sent => ({
  answer: answer.map(essence),
  requests: requests.map((events) => events.map(essence)),
});

/** The first place where a bot did something else than before; `undefined` where it did the same. */
export function differenceFrom(first: Played, one: Played, { ignore, exact }: Comparison): Difference | undefined {
  const cid = { expected: first.cid, actual: one.cid };
  const [difference] = differencesOf(essenceOf(first), essenceOf(one), { ignore, exact, cid, literal: true });
  return difference;
}
