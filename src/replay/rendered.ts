import type { Rendering } from "../delivery/rendering.ts";
import type { JsonObject } from "../input/json.ts";
import { envelopeFaults, readNode } from "../lint/answer.ts";
import type { Channel } from "../protocol/channels.ts";

/** An event that can be drawn. */
export interface DrawnEvent {
  readonly name: string;
  readonly payload: JsonObject;
  readonly rendering: Rendering;
}

/** What a bot sent, as a channel shows it; `undefined` where it is no event that could be drawn. */
export function drawnEvent(value: unknown, channel: Channel): DrawnEvent | undefined {
  if (envelopeFaults(value, { fromBot: true }).length > 0) return undefined;
  const node = readNode({ value, path: [] }, { channels: [channel] });
  const [rendering] = node?.renderings ?? [];
  if (node === undefined || rendering === undefined) return undefined;
  return { name: node.name, payload: node.event.packet.payload, rendering };
}

/** What a channel makes of what a bot sent, whatever that is; `undefined` where it is no event. */
export const rendered = (value: unknown, channel: Channel): Rendering | undefined =>
  drawnEvent(value, channel)?.rendering;
