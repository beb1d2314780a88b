import { pause } from "../bot/time-limit.ts";
import { nearest } from "../nearest.ts";
import { channelNames, isChannel } from "../protocol/channels.ts";
import { channelOf, channelTypeOf, type WebhookEvent } from "../protocol/envelope.ts";
import { createSession, type Session, startOf, step } from "../simulator/session.ts";
import type { Conversation, Recorded } from "./conversation.ts";
import { type Exchanged, exchange } from "./exchange.ts";
import type { Inbox } from "./inbox.ts";
import type { PlayOptions } from "./play-options.ts";
import type { Outcome, Problem, Turn } from "./turn.ts";

/** How far a conversation has come. */
interface Play {
  readonly conversation: Conversation;
  session: Session;
  inbox: Inbox | undefined;
  /** why nothing is posted any more */
  over?: string;
  /** why nothing is posted before the next `start` */
  stuck?: string | undefined;
}

const problem = (kind: string, message: string, severity: Problem["severity"] = "error"): Problem => ({
  kind,
  message,
  severity,
});

/** A channel that the recording names but nobody knows: its limits can't be checked. */
function channelProblems({ webhook }: Recorded): Problem[] {
  const type = channelTypeOf(webhook);
  // what was recorded has not been checked further than replay needs it
  if (typeof type !== "string" || isChannel(type)) return [];
  const guess = nearest(type, channelNames);
  const question = guess === undefined ? "" : `; did you mean ${guess}`;
  return [
    problem("channel", `the recording is from ${JSON.stringify(type)}, which is no channel${question}`, "warning"),
  ];
}

/** What is known of a turn before anything comes of it. */
function factsOf({ file, index, webhook, expected }: Recorded, { run, variant }: Conversation, { now }: PlayOptions) {
  return {
    at: new Date(now()).toISOString(),
    file,
    index,
    cid: webhook.info.cid,
    event: webhook.packet.name,
    channel: channelOf(webhook),
    ...(expected && { expected }),
    ...(variant && { variant }),
    attempt: 1,
    run,
  };
}

const nothing = { status: null, ms: null, events: [], findings: [], unreachable: false, requests: [], differences: [] };

function unposted(recorded: Recorded, outcome: Outcome, why: Problem, play: Play, options: PlayOptions): Turn {
  const { webhook } = recorded;
  return { ...factsOf(recorded, play.conversation, options), ...nothing, outcome, problems: [why], webhook };
}

/** What to post for a recorded webhook, or why the platform would not post it now. */
function nextWebhook({ webhook, isForced }: Recorded, play: Play): WebhookEvent | string {
  const { context } = play.session;
  const { session, effects } = step(play.session, { kind: "recorded", webhook });
  const impossible = effects.find((effect) => effect.kind === "impossible");
  if (!impossible) play.session = session;
  // what is posted once more is the same once more, whatever the session makes of it
  if (isForced) return { ...webhook, info: { ...webhook.info, context } } as WebhookEvent;
  if (impossible) return impossible.reason;
  return effects.find((effect) => effect.kind === "post")?.webhook ?? webhook;
}

/** How far an update goes: what a bot sent is expected from now on where it could be read. */
function updateOf({ expected }: Recorded, { status, differences }: Exchanged): Turn["update"] | undefined {
  if (status !== 200) return undefined;
  if (expected === undefined) return "written";
  return differences.length > 0 ? "changed" : undefined;
}

const isError = ({ severity }: { readonly severity: string }): boolean => severity === "error";

function judged(recorded: Recorded, exchanged: Exchanged, { variant }: Conversation, options: PlayOptions) {
  const { requests, findings, differences } = exchanged;
  // of what nobody has recorded nothing is ever expected
  const isExpectable = variant === undefined;
  const update = isExpectable && options.onDifference === "update" ? updateOf(recorded, exchanged) : undefined;
  const unexpected = isExpectable && options.mustExpect && recorded.expected === undefined;
  const problems = [
    ...exchanged.problems,
    ...channelProblems(recorded),
    ...(unexpected
      ? [problem("expectation", "nothing is expected of this turn; --update writes what the bot does")]
      : []),
  ];
  const faults = [
    ...problems,
    ...findings,
    ...requests.flatMap((request) => [...request.problems, ...request.findings]),
  ];
  const hasFailed = faults.some(isError) || (differences.length > 0 && update === undefined);
  return { problems, outcome: hasFailed ? "failed" : "passed", ...(update && { update }) } as const;
}

async function playPosted(webhook: WebhookEvent, recorded: Recorded, play: Play, options: PlayOptions): Promise<Turn> {
  const { conversation, inbox } = play;
  const facts = factsOf(recorded, conversation, options);
  const onEvents = (events: readonly unknown[]) => {
    play.session = step(play.session, { kind: "answered", events }).session;
  };
  const exchanged = await exchange(webhook, recorded, { conversation, inbox, onEvents }, options);
  // what a delay held back is there before the contact goes on: nobody waits for it here
  play.session = step(play.session, { kind: "elapsed", ms: Number.MAX_SAFE_INTEGER }).session;
  if (exchanged.unreachable) play.over = "not sent: the bot could not be reached";
  return { ...facts, ...exchanged, ...judged(recorded, exchanged, conversation, options), webhook };
}

async function playTurn(recorded: Recorded, play: Play, options: PlayOptions): Promise<Turn> {
  if (recorded.webhook.packet.name === "start") play.stuck = undefined;
  const over = play.over ?? options.halt?.reason ?? play.stuck;
  if (over !== undefined) return unposted(recorded, "skipped", problem("skipped", over, "warning"), play, options);
  const webhook = nextWebhook(recorded, play);
  if (typeof webhook === "string") {
    play.stuck = "not sent: the conversation could not go on as it was recorded";
    // a mutation may well lead to where the recording does not go
    const outcome = play.conversation.variant?.kind === "mutation" ? "skipped" : "failed";
    const severity = outcome === "failed" ? "error" : "warning";
    return unposted(recorded, outcome, problem("session", webhook, severity), play, options);
  }
  try {
    return await playPosted(webhook, recorded, play, options);
  } catch (error) {
    const reason = options.halt?.reason;
    if (reason === undefined) throw error;
    return unposted(recorded, "failed", problem("halted", reason), play, options);
  }
}

/** Waits as long as the contact did before a recorded turn. */
async function waitFor(
  recorded: Recorded,
  before: Recorded | undefined,
  { speed = 0, signal }: PlayOptions,
): Promise<void> {
  if (speed === 0 || recorded.at === undefined || before?.at === undefined) return;
  const gap = (recorded.at - before.at) / speed;
  if (gap > 0) await pause(gap, signal);
}

/**
 * Plays one conversation, turn after turn, and calls `onTurn` with each. Between two turns it is the platform: the context is
 * carried, clicks are bound to what the bot offered last, and nothing is posted after the end. Rejects with the signal's
 * reason where that aborts.
 */
export async function playConversation(
  conversation: Conversation,
  options: PlayOptions,
  onTurn: (turn: Turn) => void,
): Promise<void> {
  const [first] = conversation.turns;
  if (first === undefined) return;
  const play: Play = { conversation, session: createSession(startOf(first.webhook)), inbox: undefined };
  const inbox = options.mailroom?.open({
    cid: conversation.cid,
    channel: play.session.channel,
    isOpen: () => play.session.phase !== "over",
    onEvents(events) {
      play.session = step(play.session, { kind: "requested", events }).session;
    },
  });
  play.inbox = inbox;
  try {
    for (const [index, recorded] of conversation.turns.entries()) {
      if (play.over === undefined) await waitFor(recorded, conversation.turns[index - 1], options);
      onTurn(await playTurn(recorded, play, options));
    }
  } finally {
    inbox?.close();
  }
}
