import type { Known } from "./journal.ts";
import type { Pace } from "./pace.ts";
import type { BatchLine, LineResult } from "./send-line.ts";

/** Whether the platform may have done something with a request, whatever it answered. */
function mayHaveArrived({ outcome, status = 0 }: Known): boolean {
  // 503 is said by what stands before the platform
  return outcome === "unknown" || (outcome === "refused" && status >= 500 && status !== 503);
}

/** What is left of a batch that was begun earlier. */
interface Resumed {
  /** what earlier runs have settled */
  readonly settled: readonly LineResult[];
  readonly left: readonly BatchLine[];
}

/**
 * Parts the lines of a batch: those that were sent, and unless `retryUnknown` those that may have arrived, are settled; the
 * others are still to be sent.
 */
export function resume(lines: readonly BatchLine[], known: ReadonlyMap<number, Known>, retryUnknown: boolean): Resumed {
  const settled: LineResult[] = [];
  const left: BatchLine[] = [];
  for (const line of lines) {
    const earlier = known.get(line.number);
    const isDoubtful = earlier !== undefined && mayHaveArrived(earlier);
    if (earlier?.outcome === "sent" || (earlier && isDoubtful && !retryUnknown)) settled.push(settledAs(line, earlier));
    else left.push({ ...line, isDoubtful });
  }
  return { settled, left };
}

function settledAs(line: BatchLine, { outcome, status }: Known): LineResult {
  const doubt = outcome !== "sent" && {
    message: "it may have arrived in an earlier run, so it is not sent again",
    hint: "look at the conversation; --retry-unknown sends it once more",
  };
  const sent = { outcome, attempts: 0, ms: 0, waitedMs: 0, ...(status !== undefined && { status }), ...doubt };
  return { line, sent, untried: "earlier" };
}

/** Tells the pace of the requests of earlier runs, which count against the limit as well. */
export function countEarlier(lines: readonly BatchLine[], known: ReadonlyMap<number, Known>, pace: Pace): void {
  const requests = lines.flatMap(({ number, request }) => {
    const at = known.get(number)?.at;
    return at === undefined ? [] : [{ at, cids: request.cids }];
  });
  for (const { at, cids } of requests.sort((one, other) => one.at - other.at)) pace.count(cids, at);
}
