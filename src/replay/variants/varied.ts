import type { Conversation, Recorded, Variant } from "../conversation.ts";
import { derivedCid, withCid } from "./repeated.ts";

function withoutExpected({ expected: _, ...recorded }: Recorded): Recorded {
  return recorded;
}

/**
 * A conversation that goes on as nobody has recorded it, in a session of its own that `label` tells from its other variants.
 * Nothing is expected of the bot there.
 */
export function varied(
  conversation: Conversation,
  turns: readonly Recorded[],
  label: string,
  variant: Variant,
): Conversation {
  const bare = { ...conversation, turns: turns.map(withoutExpected), variant };
  return withCid(bare, derivedCid(conversation.cid, label));
}
