import { createEndpoint, type Endpoint } from "../bot/endpoint.ts";
import { UlbotError } from "../errors.ts";
import { isExpectedPath } from "../expected/expected-path.ts";
import { expandFiles } from "../input/files.ts";
import type { Shard } from "../input/shard.ts";
import { printable } from "../printable.ts";
import type { Channel } from "../protocol/channels.ts";
import { type Conversation, conversationsOf, type Recorded } from "../replay/conversation.ts";
import { withExpected } from "../replay/expectations.ts";
import { onChannels, selected, withMutations } from "../replay/selection.ts";
import { readRecordings } from "./bot-under-test.ts";
import type { Run } from "./command.ts";

/** What `ulbot replay` was asked for, option by option. */
export interface ReplayWishes {
  readonly url?: string | undefined;
  readonly exec?: string | undefined;
  readonly readyUrl?: string | undefined;
  readonly readyTimeout: number;
  readonly header: readonly (readonly [string, string])[];
  readonly timeout: number;
  readonly apiPort?: number | undefined;
  readonly settle?: number | undefined;
  readonly update?: boolean | undefined;
  readonly ci?: boolean | undefined;
  readonly ignore: readonly string[];
  readonly exact?: boolean | undefined;
  readonly only?: string | undefined;
  readonly fromTurn?: number | undefined;
  readonly toTurn?: number | undefined;
  readonly shard?: Shard | undefined;
  readonly channel?: readonly Channel[] | undefined;
  readonly mutate: readonly string[];
  readonly repeat: number;
  readonly retry: number;
  readonly jobs: number;
  readonly bail?: boolean | undefined;
  readonly deadline?: number | undefined;
  readonly speed: number;
  readonly coverage?: boolean | undefined;
  readonly minCoverage?: number | undefined;
}

/** What of the wishes can't be had together, and why. */
const contradictions: readonly [(wishes: ReplayWishes) => unknown, string][] = [
  [({ update, ci }) => update && ci, "--ci never writes, so --update can't go with it"],
  [({ update, repeat }) => update && repeat > 1, "--update takes what one run sends, so --repeat can't go with it"],
  [
    ({ apiPort, exec, url }) => apiPort !== undefined && !exec && !url,
    "--api-port is for a bot that runs: give its --url",
  ],
  [({ readyUrl, exec }) => readyUrl !== undefined && !exec, "--ready-url is for a bot that --exec starts"],
  [({ fromTurn = 1, toTurn = fromTurn }) => toTurn < fromTurn, "--to-turn comes before --from-turn"],
];

/** Throws an `UlbotError` (usage) for options that contradict each other. */
export function checkWishes(wishes: ReplayWishes): void {
  for (const [isAsked, message] of contradictions) if (isAsked(wishes)) throw new UlbotError("usage", message);
}

/** What was recorded, as it is to be played but for repetitions. */
export interface Recordings {
  /** fixtures by the paths they were given by */
  readonly files: readonly string[];
  /** the webhooks of each file, as they were recorded */
  readonly fixtures: readonly (readonly Recorded[])[];
  readonly conversations: Iterable<Conversation>;
}

function nothingLeft({ only, fromTurn, toTurn, shard, channel }: ReplayWishes): UlbotError | undefined {
  // a shard of few conversations may well be empty
  if (shard !== undefined) return undefined;
  const asked = [
    only === undefined ? "" : `--only ${printable(only)}`,
    fromTurn === undefined ? "" : `--from-turn ${fromTurn}`,
    toTurn === undefined ? "" : `--to-turn ${toTurn}`,
    channel === undefined ? "" : `--channel ${channel.join(",")}`,
  ];
  const message = `no recorded turn is left with ${asked.filter(Boolean).join(" ")}`;
  return new UlbotError("usage", message, { hint: "--only looks for a text in the names of files and in cids" });
}

/** Reads what is to be played. Throws an `UlbotError` for files that can't be read, and where nothing is left to play. */
export async function readRecorded(patterns: readonly string[], wishes: ReplayWishes, run: Run): Promise<Recordings> {
  const { cwd } = run.io;
  const expanded = await expandFiles(patterns, cwd);
  const files = expanded.filter((file) => !isExpectedPath(file));
  if (files.length === 0) {
    throw new UlbotError("usage", "these are expected answers only: name the fixtures that they belong to");
  }
  const recordings = await readRecordings(files, run);
  const isToBeUpdated = wishes.update === true;
  const recorded = recordings.flatMap((recording) => withExpected(recording, { cwd, isToBeUpdated }));
  const chosen = onChannels(selected(conversationsOf(recorded), wishes), wishes.channel);
  if (chosen.length > 0) return { files, fixtures: recordings, conversations: withMutations(chosen, wishes.mutate) };
  const failure = nothingLeft(wishes);
  if (failure) throw failure;
  return { files, fixtures: recordings, conversations: [] };
}

/** The endpoint of the bot. Throws an `UlbotError` (usage) for a URL or a header that can't be used. */
export function endpointOf(url: URL, { header, timeout }: ReplayWishes): Endpoint {
  return createEndpoint({ url, headers: Object.fromEntries(header), timeoutMs: timeout });
}
