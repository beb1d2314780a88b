import type { Form } from "../delivery/rendering.ts";
import type { Difference } from "../expected/difference.ts";
import { isObject } from "../input/json.ts";
import { groupedBy } from "../lint/limits.ts";
import type { Channel } from "../protocol/channels.ts";
import { type Comparison, differenceFrom, type Played, playedOn } from "./played.ts";
import { rendered } from "./rendered.ts";
import type { Outcome, Turn } from "./turn.ts";

/** What the contacts on some channels see of one event. */
export interface SeenAs {
  readonly channels: readonly Channel[];
  /** absent where it is no event */
  readonly form?: Form;
  /** what they read, "" where that is nothing */
  readonly text: string;
}

/** Channels on which a bot did the same, and what that was. */
export interface AnswerGroup {
  readonly channels: readonly Channel[];
  /** whether something is wrong with it there, expectations aside */
  readonly outcome: Outcome;
  /** what the bot sent on the first of the channels: the answer, then what came through the API URL */
  readonly events: readonly { readonly event: string; readonly sent: unknown; readonly seen: readonly SeenAs[] }[];
  /** what is wrong, or why nothing was posted */
  readonly faults: readonly { readonly channels: readonly Channel[]; readonly message: string }[];
  /** the first place where the bot did something else than on `from`; absent there, and where only outcomes differ */
  readonly difference?: Difference & { readonly from: Channel };
}

/** A recorded webhook that a bot does not answer alike on all channels. */
export interface Variation {
  readonly file: string;
  /** the webhook's place in its file, from 0 */
  readonly index: number;
  /** the name of the webhook event, as it was recorded */
  readonly event: string;
  readonly groups: readonly AnswerGroup[];
}

/** Members that share a key, with the channels they came from. */
function byChannels<T>(members: readonly (T & { channel: Channel })[], keyOf: (member: T) => string) {
  return groupedBy(members, keyOf).map((group) => ({
    channels: [...new Set(group.map(({ channel }) => channel))],
    first: group[0] as T,
  }));
}

function seenOn(value: unknown, channels: readonly Channel[]): SeenAs[] {
  const seen = channels.map((channel) => ({ channel, rendering: rendered(value, channel) }));
  const groups = byChannels(seen, ({ rendering }) => JSON.stringify([rendering?.form, rendering?.text]));
  return groups.map(({ channels: alike, first: { rendering } }) => ({
    channels: alike,
    ...(rendering && { form: rendering.form }),
    text: rendering?.text ?? "",
  }));
}

function nameOf(value: unknown): string {
  const name = isObject(value) && isObject(value.packet) ? value.packet.name : undefined;
  return typeof name === "string" ? name : "no event";
}

function faultsIn(group: readonly Played[]): AnswerGroup["faults"] {
  const faults = group.flatMap(({ channel, faults: messages }) => messages.map((message) => ({ channel, message })));
  return byChannels(faults, ({ message }) => message).map(({ channels, first }) => ({
    channels,
    message: first.message,
  }));
}

const isPosted = ({ outcome }: Played): boolean => outcome !== "skipped";

function groupOf(group: readonly Played[], first: Played | undefined, comparison: Comparison): AnswerGroup[] {
  const [one] = group;
  if (!one) return [];
  const channels = group.map(({ channel }) => channel);
  const sent = [...one.answer, ...one.requests.flat()];
  const events = sent.map((value) => ({ event: nameOf(value), sent: value, seen: seenOn(value, channels) }));
  const difference = first && isPosted(one) ? differenceFrom(first, one, comparison) : undefined;
  const differs = first && difference && { difference: { ...difference, from: first.channel } };
  return [{ channels, outcome: one.outcome, events, faults: faultsIn(group), ...differs }];
}

/** The channels on which the bot did the same, in the order in which these groups first come. */
function groupsOf(played: readonly Played[], comparison: Comparison): AnswerGroup[] {
  const groups: Played[][] = [];
  for (const one of played) {
    const group = groups.find(
      ([first]) => first && first.outcome === one.outcome && !differenceFrom(first, one, comparison),
    );
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups.flatMap((group) => groupOf(group, played.find(isPosted), comparison));
}

/**
 * Where a bot does something else on one channel than on another, of turns of recorded conversations that were played on
 * several channels; in the order of the turns. Repeated runs and mutations are left out.
 */
export function variationsOf(turns: readonly Turn[], comparison: Comparison = {}): Variation[] {
  const recorded = turns.filter(({ run, variant }) => run === 1 && variant?.kind !== "mutation");
  return groupedBy(recorded, ({ file, index }) => JSON.stringify([file, index])).flatMap((group) => {
    const groups = groupsOf(groupedBy(group, ({ channel }) => channel).flatMap(playedOn), comparison);
    const original = group.find(({ variant }) => variant === undefined) ?? group[0];
    if (groups.length < 2 || !original) return [];
    const { file, index, event } = original;
    return [{ file, index, event, groups }];
  });
}
