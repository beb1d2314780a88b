import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createEndpoint, type Endpoint } from "../bot/endpoint.ts";
import { UlbotError } from "../errors.ts";
import { expectedPathOf, isExpectedPath } from "../expected/expected-path.ts";
import { expandFiles, stdinName } from "../input/files.ts";
import type { Shard } from "../input/shard.ts";
import { printable } from "../printable.ts";
import type { Channel } from "../protocol/channels.ts";
import { type Conversation, conversationsOf, type Recorded } from "../replay/conversation.ts";
import { withExpected } from "../replay/expectations.ts";
import { onChannels, selected, shardOf, withMutations } from "../replay/selection.ts";
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
  readonly watch?: boolean | undefined;
  readonly coverage?: boolean | undefined;
  readonly minCoverage?: number | undefined;
}

/** What of the wishes can't be had together, and why. */
const contradictions: readonly [(wishes: ReplayWishes & { readonly isStdin: boolean }) => unknown, string][] = [
  [({ update, ci }) => update && ci, "--ci never writes, so --update can't go with it"],
  [
    ({ update, isStdin }) => update && isStdin,
    "--update writes beside the fixtures, so they can't come from standard input",
  ],
  [({ watch, isStdin }) => watch && isStdin, "--watch needs files to watch, so they can't come from standard input"],
  [({ update, repeat }) => update && repeat > 1, "--update takes what one run sends, so --repeat can't go with it"],
  [
    ({ apiPort, exec, url }) => apiPort !== undefined && !exec && !url,
    "--api-port is for a bot that runs: give its --url",
  ],
  [({ readyUrl, exec }) => readyUrl !== undefined && !exec, "--ready-url is for a bot that --exec starts"],
  [({ fromTurn = 1, toTurn = fromTurn }) => toTurn < fromTurn, "--to-turn comes before --from-turn"],
];

/** Throws an `UlbotError` (usage) for options that contradict each other, or the fixtures. */
export function checkWishes(wishes: ReplayWishes, patterns: readonly string[]): void {
  const isStdin = patterns.includes(stdinName);
  const asked = contradictions.find(([isAsked]) => isAsked({ ...wishes, isStdin }));
  if (asked) throw new UlbotError("usage", asked[1]);
}

/** What was recorded, as it is to be played but for repetitions. */
export interface Recordings {
  /** fixtures by the paths they were given by */
  readonly files: readonly string[];
  /** the webhooks of each file, as they were recorded */
  readonly fixtures: readonly (readonly Recorded[])[];
  readonly conversations: Iterable<Conversation>;
}

function nothingLeft({ only, fromTurn, toTurn, channel }: ReplayWishes): UlbotError {
  const asked = [
    only === undefined ? "" : `--only ${printable(only)}`,
    fromTurn === undefined ? "" : `--from-turn ${fromTurn}`,
    toTurn === undefined ? "" : `--to-turn ${toTurn}`,
    channel === undefined ? "" : `--channel ${channel.join(",")}`,
  ];
  const message = `no recorded turn is left with ${asked.filter(Boolean).join(" ")}`;
  return new UlbotError("usage", message, { hint: "--only looks for a text in the names of files and in cids" });
}

/** Throws where two fixtures have one file of expected answers: `order.json` and `order.jsonl`. */
function checkSharing(files: readonly string[], { update }: ReplayWishes, cwd: string): void {
  const byPath = new Map<string, string>();
  for (const file of files) {
    const path = resolve(cwd, expectedPathOf(file));
    const other = byPath.get(path);
    byPath.set(path, file);
    if (other === undefined || (!update && !existsSync(path))) continue;
    const shared = printable(expectedPathOf(file));
    throw new UlbotError("usage", `${printable(other)} and ${printable(file)} share ${shared}`, {
      hint: "give one of them another name",
    });
  }
}

/** Reads what is to be played. Throws an `UlbotError` for files that can't be read, and where nothing is left to play. */
export async function readRecorded(patterns: readonly string[], wishes: ReplayWishes, run: Run): Promise<Recordings> {
  const { cwd } = run.io;
  const expanded = await expandFiles(patterns, cwd);
  const files = expanded.filter((file) => !isExpectedPath(file));
  if (files.length === 0) {
    throw new UlbotError("usage", "these are expected answers only: name the fixtures that they belong to");
  }
  checkSharing(files, wishes, cwd);
  const recordings = await readRecordings(files, run);
  const isToBeUpdated = wishes.update === true;
  const recorded = recordings.flatMap((recording) => withExpected(recording, { cwd, isToBeUpdated }));
  const left = selected(conversationsOf(recorded), wishes);
  // a shard of few conversations may well be empty, but not all shards
  if (onChannels(left, wishes.channel).length === 0) throw nothingLeft(wishes);
  const chosen = onChannels(shardOf(left, wishes.shard), wishes.channel);
  return { files, fixtures: recordings, conversations: withMutations(chosen, wishes.mutate) };
}

/** The endpoint of the bot. Throws an `UlbotError` (usage) for a URL or a header that can't be used. */
export function endpointOf(url: URL, { header, timeout }: ReplayWishes): Endpoint {
  return createEndpoint({ url, headers: Object.fromEntries(header), timeoutMs: timeout });
}
