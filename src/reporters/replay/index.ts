import type { Coverage } from "../../replay/coverage.ts";
import type { Latency, ReplaySummary } from "../../replay/tally.ts";
import type { Turn } from "../../replay/turn.ts";
import type { Variation } from "../../replay/variations.ts";
import type { Places } from "../lint/location.ts";
import type { View } from "../view.ts";
import { pretty } from "./pretty.ts";

/** What a report may need to know besides the turns. */
export interface ReplayView extends View {
  /** the directories that `github` names files from; without them files are named as they were given */
  readonly places?: Places | undefined;
  /** the command line that posts the webhook of a turn once more, with placeholders for what is secret */
  readonly curl?: ((turn: Turn) => string) | undefined;
}

/** What is known at the end of a run; what is absent was not asked for. */
export interface ReplayEnd {
  readonly summary: ReplaySummary;
  /** all turns, in the order they came, where a reporter needs them */
  readonly turns?: readonly Turn[] | undefined;
  /** the failed turns, or the first of many */
  readonly failed: readonly Turn[];
  readonly latency?: Latency | undefined;
  readonly coverage?: Coverage | undefined;
  /** where the bot does not do the same on all channels */
  readonly variations?: readonly Variation[] | undefined;
}

/** A format of `ulbot replay`, made anew for each run: what it says about each turn as it comes, and at the end about all of them. */
export interface ReplayReporter {
  /** whether `end` has to be given all turns; for the others a long run need not keep them */
  readonly needsTurns: boolean;
  turn(turn: Turn, previous: Turn | undefined, view: ReplayView): string;
  end(report: ReplayEnd, view: ReplayView): string;
}

/** The formats of `ulbot replay`, by the name that `--format` takes; only the default is loaded before it is asked for. */
export const replayReporters = {
  pretty: async () => pretty,
  json: async () => (await import("./json.ts")).json,
  jsonl: async () => (await import("./jsonl.ts")).jsonl,
  junit: async () => (await import("./junit.ts")).junit,
  tap: async () => (await import("./tap.ts")).createTap(),
  github: async () => (await import("./github.ts")).github,
  markdown: async () => (await import("./markdown.ts")).markdown,
  html: async () => (await import("./html.ts")).html,
} as const satisfies Record<string, () => Promise<ReplayReporter>>;

export type ReplayFormat = keyof typeof replayReporters;

export const replayFormats = Object.keys(replayReporters) as readonly ReplayFormat[];
