import type { Finding } from "../lint/finding.ts";
import type { Channel } from "../protocol/channels.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";

/** Something that is wrong with an answer, besides what lint finds in it; a warning does not fail the turn. */
export interface Problem {
  readonly kind: string;
  readonly message: string;
  readonly severity: "error" | "warning";
}

export type Outcome = "passed" | "failed" | "skipped";

/** One webhook that was posted, or skipped, and what came of it. */
export interface Turn {
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
