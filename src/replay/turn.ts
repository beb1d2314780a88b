import type { Difference, Expected } from "../expected/difference.ts";
import type { Finding } from "../lint/finding.ts";
import type { Channel } from "../protocol/channels.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";
import type { Variant } from "./conversation.ts";

/** Something that is wrong with an answer, besides what lint finds in it; a warning does not fail the turn. */
export interface Problem {
  readonly kind: string;
  readonly message: string;
  readonly severity: "error" | "warning";
}

/** What a bot sent to the API URL by itself while a turn went on. */
export interface ReceivedRequest {
  /** milliseconds since the webhook was posted */
  readonly ms: number;
  /** what the API URL answered */
  readonly status: number;
  /** the events, as the bot wrote them; none where it wrote no JSON */
  readonly events: readonly unknown[];
  readonly findings: readonly Finding[];
  /** why it was refused, where no finding says so */
  readonly problems: readonly Problem[];
}

export type Outcome = "passed" | "failed" | "skipped";

/** One webhook that was posted, or skipped, and what came of it. */
export interface Turn {
  /** when it was posted, or skipped: ISO 8601 with milliseconds */
  readonly at: string;
  readonly file: string;
  /** the webhook's place in its file, from 0 */
  readonly index: number;
  readonly cid: string;
  /** the name of the webhook event */
  readonly event: string;
  readonly channel: Channel;
  /** HTTP status; `null` where no answer came */
  readonly status: number | null;
  /** milliseconds; `null` where nothing was posted */
  readonly ms: number | null;
  readonly outcome: Outcome;
  /** the events of the answer, as the bot wrote them */
  readonly events: readonly unknown[];
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** the webhook as it was posted */
  readonly webhook: WebhookEvent;
  /** what the bot sent to the API URL in this turn, in the order it came */
  readonly requests: readonly ReceivedRequest[];
  /** what the answer was compared with, and where that was read; absent where nothing was expected */
  readonly expected?: Expected;
  /** where the bot sent something else; any of them fails the turn, unless `update` says they were accepted */
  readonly differences: readonly Difference[];
  /** what `--update` did: wrote a first expectation, or changed the one that was there */
  readonly update?: "written" | "changed";
  /** what makes the conversation another one than was recorded */
  readonly variant?: Variant;
  /** how often the conversation was played until this one counted, from 1 */
  readonly attempt: number;
  /** which of the repeated runs of the conversation this is, from 1 */
  readonly run: number;
  /** true where the bot could not be reached at all */
  readonly unreachable: boolean;
}

/** What a whole run gave. */
export interface ReplayReport {
  readonly summary: {
    readonly conversations: number;
    readonly turns: number;
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly turns: readonly Turn[];
}

/** Adds up the turns of a run. */
export function summarizeTurns(turns: readonly Turn[]): ReplayReport {
  const count = (outcome: Outcome): number => turns.filter((turn) => turn.outcome === outcome).length;
  return {
    summary: {
      conversations: new Set(turns.map(({ cid }) => cid)).size,
      turns: turns.length,
      passed: count("passed"),
      failed: count("failed"),
      skipped: count("skipped"),
    },
    turns,
  };
}
