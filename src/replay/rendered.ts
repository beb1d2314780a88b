import type { Rendering } from "../delivery/rendering.ts";
import { envelopeFaults, readNode } from "../lint/answer.ts";
import type { Channel } from "../protocol/channels.ts";

/** What a channel makes of what a bot sent, whatever that is; `undefined` where it is no event. */
export function rendered(value: unknown, channel: Channel): Rendering | undefined {
  if (envelopeFaults(value, { fromBot: true }).length > 0) return undefined;
  return readNode({ value, path: [] }, { channels: [channel] })?.renderings[0];
}
