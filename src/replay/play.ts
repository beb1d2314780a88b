import { pause } from "../bot/time-limit.ts";
import { nearest } from "../nearest.ts";
import { channelNames, isChannel } from "../protocol/channels.ts";
import { channelOf, channelTypeOf, type WebhookEvent } from "../protocol/envelope.ts";
import { createSession, type Session, startOf, step } from "../simulator/session.ts";
import type { Conversation, Recorded } from "./conversation.ts";
import { type Exchanged, exchange, isRead } from "./exchange.ts";
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
  const { cid } = webhook.info;
  const channel = channelOf(webhook);
  const facts = { at: new Date(now()).toISOString(), file, index, cid, event: webhook.packet.name, channel };
  return Object.assign(facts, { attempt: 1, run }, expected && { expected }, variant && { variant });
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
function updateOf({ expected }: Recorded, exchanged: Exchanged): Turn["update"] | undefined {
  if (!isRead(exchanged)) return undefined;
  if (expected === undefined) return "written";
  return exchanged.differences.length > 0 ? "changed" : undefined;
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

const notReached = "the bot could not be reached";

const notSent = (why: string): Problem => problem("skipped", `not sent: ${why}`, "warning");

/** Waits as long as the contact did before a recorded turn, or until the run is halted. */
async function waitFor({ at }: Recorded, before: Recorded | undefined, options: PlayOptions): Promise<void> {
  const { speed = 0, signal, halt } = options;
  if (speed === 0 || at === undefined || before?.at === undefined || at <= before.at) return;
  try {
    await pause((at - before.at) / speed, signal);
  } catch (error) {
    if (halt?.reason === undefined) throw error;
  }
}

async function playPosted(webhook: WebhookEvent, recorded: Recorded, play: Play, options: PlayOptions): Promise<Turn> {
  const { conversation, inbox } = play;
  const facts = factsOf(recorded, conversation, options);
  const onEvents = (events: readonly unknown[]) => {
    play.session = step(play.session, { kind: "answered", events }).session;
  };
  const exchanged = await exchange(webhook, recorded, { conversation, inbox, onEvents }, options);
  if (exchanged.unreachable) play.over = notReached;
  const isGone = exchanged.unreachable && options.bot?.wasReached === true;
  if (isGone)
    return { ...unposted(recorded, "skipped", notSent(`${notReached} any more`), play, options), unreachable: true };
  if (options.bot && !exchanged.unreachable) options.bot.wasReached = true;
  // spread into each other, two objects of this size would take as long as linting the answer
  return Object.assign(facts, exchanged, judged(recorded, exchanged, conversation, options), {
    event: webhook.packet.name,
    webhook,
  });
}

/** Plays the turn that `before` came before, as far as that can still be. */
async function playTurn(
  recorded: Recorded,
  before: Recorded | undefined,
  play: Play,
  options: PlayOptions,
): Promise<Turn> {
  if (recorded.webhook.packet.name === "start") play.stuck = undefined;
  const whyNot = (): string | undefined => play.over ?? options.halt?.reason ?? play.stuck;
  if (whyNot() === undefined) await waitFor(recorded, before, options);
  const over = whyNot();
  if (over !== undefined) return unposted(recorded, "skipped", notSent(over), play, options);
  const webhook = nextWebhook(recorded, play);
  if (typeof webhook === "string") {
    play.stuck = "the conversation could not go on as it was recorded";
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
    return unposted(recorded, "failed", problem("halted", `given up: ${reason}`), play, options);
  }
}

function sessionOf({ webhook }: Recorded, { settings: { corrections } }: PlayOptions): Session {
  return createSession({ ...startOf(webhook), corrections });
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
  const play: Play = { conversation, session: sessionOf(first, options), inbox: undefined };
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
      onTurn(await playTurn(recorded, conversation.turns[index - 1], play, options));
    }
  } finally {
    inbox?.close();
  }
}
