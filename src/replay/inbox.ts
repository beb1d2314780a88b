import { TimeLimitError, withinTime } from "../bot/time-limit.ts";
import type { Channel } from "../protocol/channels.ts";
import type { ApiRequest } from "../simulator/api-request.ts";
import type { ReceivedRequest } from "./turn.ts";

/** What one session's bot sends to the API URL, while its conversation is played. */
export interface Inbox {
  /** From now on the milliseconds of a request count from this moment. */
  beginTurn(): void;
  /** Resolves once so many requests of this turn are there, or the time is over. Rejects with the signal's reason. */
  untilThere(count: number, limitMs: number, signal: AbortSignal): Promise<void>;
  /** What came since the last call, in order. */
  take(): ReceivedRequest[];
  /** No request is for this session any more. */
  close(): void;
}

/** The session that an inbox is for. */
export interface Recipient {
  readonly cid: string;
  readonly channel: Channel;
  /** Whether the session has not ended. */
  isOpen(): boolean;
  /** Hears of the events of each request that was accepted. */
  onEvents(events: readonly unknown[]): void;
}

/** Sorts what comes in at the API URL by session. */
export interface Mailroom {
  open(recipient: Recipient): Inbox;
  /** Whether a conversation with this cid is being played, and its session has not ended. */
  isLive(cid: string): boolean;
  /** The channel of a conversation that is being played. */
  channelOf(cid: string): Channel | undefined;
  received(request: ApiRequest): void;
  /** requests that belong to no conversation that was being played */
  readonly strays: Strays;
}

/** How many there were, and the first of them. */
export interface Strays {
  readonly count: number;
  readonly first?: ApiRequest | undefined;
}

interface Box {
  readonly now: () => number;
  begun: number;
  readonly requests: ReceivedRequest[];
  readonly recipient: Recipient;
  /** called with each request that comes */
  wake: () => void;
}

async function untilThere(box: Box, count: number, limitMs: number, signal: AbortSignal): Promise<void> {
  const arrival = new Promise<void>((resolve) => {
    box.wake = () => box.requests.length >= count && resolve();
    box.wake();
  });
  try {
    await withinTime(limitMs, signal, () => arrival);
  } catch (error) {
    if (!(error instanceof TimeLimitError)) throw error;
  } finally {
    box.wake = () => undefined;
  }
}

function put(box: Box, { status, events, findings, problems }: Omit<ApiRequest, "cids">): void {
  box.requests.push({ ms: box.now() - box.begun, status, events, findings, problems });
  if (status === 200) box.recipient.onEvents(events);
  box.wake();
}

/** Of so many sessions that are over it is known that they were there. */
const rememberedSessions = 1000;

/** Opens a mailroom; `now` gives milliseconds. */
export function createMailroom(now: () => number): Mailroom {
  const boxes = new Map<string, Box>();
  const closed = new Set<string>();
  const strays: { count: number; first?: ApiRequest } = { count: 0 };
  return {
    isLive: (cid) => boxes.get(cid)?.recipient.isOpen() ?? false,
    channelOf: (cid) => boxes.get(cid)?.recipient.channel,
    open(recipient) {
      const { cid } = recipient;
      const box: Box = { now, begun: now(), requests: [], recipient, wake: () => undefined };
      boxes.set(cid, box);
      return {
        beginTurn: () => {
          box.begun = now();
        },
        untilThere: (count, limitMs, signal) => untilThere(box, count, limitMs, signal),
        take: () => box.requests.splice(0),
        close: () => {
          boxes.delete(cid);
          closed.add(cid);
          const [oldest] = closed;
          if (oldest !== undefined && closed.size > rememberedSessions) closed.delete(oldest);
        },
      };
    },
    strays,
    received({ cids, ...request }) {
      const named = cids.flatMap((cid) => boxes.get(cid) ?? []);
      // what names no session, late ones aside, can only be of the one that there is
      const [only, another] = boxes.values();
      const isOfOnly = named.length === 0 && another === undefined && !cids.some((cid) => closed.has(cid));
      const addressees = isOfOnly && only ? [only] : named;
      if (addressees.length === 0) {
        strays.first ??= { cids, ...request };
        strays.count++;
      }
      for (const box of addressees) put(box, request);
    },
  };
}
