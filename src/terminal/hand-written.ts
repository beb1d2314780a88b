import { UlbotError } from "../errors.ts";
import { isObject } from "../input/json.ts";
import type { Channel } from "../protocol/channels.ts";
import { channelTypeOf, type WebhookEvent } from "../protocol/envelope.ts";
import type { Packet } from "../protocol/event.ts";
import { webhookOf } from "../simulator/info.ts";
import { type Session, type SessionStart, startOf } from "../simulator/state.ts";
import type { HandWritten } from "./action.ts";

const forms = 'such as {"name": "message", "payload": {"body": "Hello"}}, or a whole webhook with info and packet';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UlbotError("usage", `this is no JSON: ${(cause as Error).message}`, { hint: forms, cause });
  }
}

const isPacket = (value: unknown): value is Packet => isObject(value) && typeof value.name === "string";

/** Reads a packet, or a webhook as a fixture holds it. Throws an `UlbotError` (usage) for anything else. */
export function readHandWritten(text: string): HandWritten {
  const value = parsed(text);
  if (isPacket(value)) return { packet: value };
  if (isObject(value) && isPacket(value.packet)) {
    return { packet: value.packet, info: isObject(value.info) ? value.info : undefined };
  }
  throw new UlbotError("usage", "this is no webhook: it has no packet with a name", { hint: forms });
}

/** The webhook by hand as it is posted in a session: whatever is given, it is this session's. */
export function completed({ packet, info = {} }: HandWritten, session: Session): WebhookEvent {
  const { cid: _cid, context: _context, ...rest } = info;
  const webhook = webhookOf(session, packet);
  return { ...webhook, info: { ...webhook.info, ...rest } } as WebhookEvent;
}

/** Who writes: bots expect that the platform knows something of everybody. */
export const madeUp = {
  contact: { id: 1, name: "Robin Example", email: "robin@example.com", locale: "en_US" },
} as const;

/** What a session begins with that begins with this webhook. */
export function startFor({ packet, info }: HandWritten, channel: Channel): Omit<SessionStart, "cid" | "operators"> {
  if (info === undefined) return { channel, info: madeUp };
  const webhook = { info, packet } as unknown as WebhookEvent;
  const { cid: _cid, operators: _operators, ...start } = startOf(webhook);
  return channelTypeOf(webhook) === undefined ? { ...start, channel } : start;
}
