import { pause } from "../bot/time-limit.ts";
import { differencesOf } from "../expected/compare.ts";
import type { Difference, Sent } from "../expected/difference.ts";
import { channelOf, type WebhookEvent } from "../protocol/envelope.ts";
import { type Checked, checkReply } from "./check.ts";
import type { Conversation, Recorded } from "./conversation.ts";
import type { Inbox } from "./inbox.ts";
import type { PlayOptions } from "./play-options.ts";
import type { ReceivedRequest } from "./turn.ts";

/** What a bot did with one webhook. */
export interface Exchanged extends Checked {
  /** how long the answer took, in milliseconds */
  readonly ms: number;
  /** what it sent to the API URL until the next webhook */
  readonly requests: readonly ReceivedRequest[];
  readonly differences: readonly Difference[];
}

/** How long a bot that goes on by itself gets after the last turn, and where what it sends is to be expected from now on. */
const usualSettleMs = { fail: 200, update: 500 };

/** Waits for requests: for those that are expected as long as an answer may take, for others only as long as asked. */
async function settle({ expected }: Recorded, isLast: boolean, inbox: Inbox, options: PlayOptions): Promise<void> {
  const { timeoutMs = 5000, onDifference = "fail", signal } = options;
  const count = expected?.expectation.requests?.length ?? 0;
  if (count > 0) await inbox.untilThere(count, timeoutMs, signal);
  const usualMs = isLast || onDifference === "update" ? usualSettleMs[onDifference] : 0;
  const more = options.settleMs ?? usualMs;
  if (more > 0) await pause(more, signal);
}

/** Whether an answer could be read, so that it can be compared. */
export const isRead = ({ status, problems }: Checked): boolean =>
  status === 200 && !problems.some(({ kind }) => kind === "json" || kind === "envelope");

function differences({ expected }: Recorded, { recordedCid, cid }: Conversation, sent: Sent, options: PlayOptions) {
  if (expected === undefined) return [];
  const { expectation, isRecorded: literal } = expected;
  return differencesOf(expectation, sent, {
    ...options.comparison,
    literal,
    cid: { expected: recordedCid, actual: cid },
  });
}

/** Posts a webhook of a conversation, and takes and checks what comes back. `onEvents` hears of the answer's events. */
export async function exchange(
  webhook: WebhookEvent,
  recorded: Recorded,
  {
    conversation,
    inbox,
    onEvents,
  }: {
    readonly conversation: Conversation;
    readonly inbox: Inbox | undefined;
    readonly onEvents: (events: readonly unknown[]) => void;
  },
  options: PlayOptions,
): Promise<Exchanged> {
  const { endpoint, settings, signal } = options;
  inbox?.beginTurn();
  const reply = await endpoint.post(webhook, { signal, dripMs: recorded.dripMs });
  const checked = checkReply(reply, conversation.cid, channelOf(webhook), settings);
  onEvents(checked.events);
  if (inbox) await settle(recorded, recorded === conversation.turns.at(-1), inbox, options);
  const requests = inbox?.take() ?? [];
  const sent = { answer: checked.events, requests: requests.map(({ events }) => events) };
  const found = isRead(checked) ? differences(recorded, conversation, sent, options) : [];
  return Object.assign(checked, { ms: reply.ms, requests, differences: found });
}
