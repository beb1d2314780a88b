import type { Shard } from "../input/shard.ts";
import type { Channel } from "../protocol/channels.ts";
import type { Conversation } from "./conversation.ts";
import { onChannel } from "./variants/channel.ts";
import { mutations } from "./variants/mutations.ts";

/** Which parts of what was recorded are to be played. */
export interface Selection {
  /** conversations whose file or cid holds this text */
  readonly only?: string | undefined;
  /** the first and the last turn, by their numbers in the file, from 1 */
  readonly fromTurn?: number | undefined;
  readonly toTurn?: number | undefined;
}

/** The conversations that were selected, with the turns that were. */
export function selected(conversations: readonly Conversation[], selection: Selection): Conversation[] {
  const { only = "", fromTurn = 1, toTurn = Number.POSITIVE_INFINITY } = selection;
  const holds = (text: string) => text.includes(only);
  return conversations
    .filter(({ cid, turns }) => holds(cid) || turns.some(({ file }) => holds(file)))
    .map((conversation) => ({
      ...conversation,
      turns: conversation.turns.filter(({ index }) => index + 1 >= fromTurn && index + 1 <= toTurn),
    }))
    .filter(({ turns }) => turns.length > 0);
}

/** Every n-th of the conversations; all of them where there is no shard. */
export function shardOf(conversations: readonly Conversation[], shard: Shard | undefined): readonly Conversation[] {
  if (shard === undefined) return conversations;
  return conversations.filter((_, index) => index % shard.count === shard.index - 1);
}

/** The conversations on each of some channels; as they were recorded where there is no list. */
export function onChannels(
  conversations: readonly Conversation[],
  channels: readonly Channel[] | undefined,
): Conversation[] {
  if (channels === undefined) return [...conversations];
  return conversations.flatMap((conversation) => channels.flatMap((channel) => onChannel(conversation, channel) ?? []));
}

/** The conversations, and all that the mutations of some names make of them, each made when it is asked for. */
export function withMutations(
  conversations: readonly Conversation[],
  names: readonly string[],
): Iterable<Conversation> {
  const wanted = mutations.filter(({ name }) => names.includes(name));
  return {
    *[Symbol.iterator]() {
      yield* conversations;
      for (const mutation of wanted) for (const conversation of conversations) yield* mutation.of(conversation);
    },
  };
}
