import type { Endpoint } from "../bot/endpoint.ts";
import type { CompareOptions } from "../expected/compare.ts";
import type { LintSettings } from "../lint/lint.ts";
import type { Mailroom } from "./inbox.ts";
import type { Turn } from "./turn.ts";

/** What conversations are played with, and what is asked of them. */
export interface PlayOptions {
  readonly endpoint: Pick<Endpoint, "post">;
  readonly settings: LintSettings;
  readonly signal: AbortSignal;
  /** milliseconds since the Unix epoch */
  readonly now: () => number;
  /** takes what comes in at the API URL; left out where there is none */
  readonly mailroom?: Mailroom | undefined;
  /** how long an expected request to the API URL may take, in milliseconds; 5 s unless told */
  readonly timeoutMs?: number | undefined;
  /** how long each turn waits for requests that nobody expects; left out: a moment, after the last turn only */
  readonly settleMs?: number | undefined;
  /** how fast time goes by between recorded turns: 1 as it was recorded, 0, unless told, not at all */
  readonly speed?: number | undefined;
  readonly comparison?: Pick<CompareOptions, "ignore" | "exact"> | undefined;
  /** what becomes of what nobody expected: it fails the turn, unless told that it is expected from now on */
  readonly onDifference?: "fail" | "update" | undefined;
  /** whether a turn fails of which nothing is expected */
  readonly mustExpect?: boolean | undefined;
  /** ends a run early */
  readonly halt?: Halt | undefined;
  /** what is known of the bot while it is played with; left out where nobody has to know */
  readonly bot?: BotStatus | undefined;
}

/** A bot that can't be reached any more has not failed the turns that come then: they are skipped. */
export interface BotStatus {
  wasReached: boolean;
}

/** A run that may have to end before all has been played. */
export interface Halt {
  /** why nothing more is posted, such as "turn 3 has failed"; set before `signal` aborts, which ends turns and no more then */
  reason?: string;
  /** told of each turn that counts, before anything else is posted in its conversation */
  see?(turn: Turn): void;
}
