import type { Endpoint } from "../bot/endpoint.ts";
import type { LintSettings } from "../lint/lint.ts";
import { nearest } from "../nearest.ts";
import { channelNames, isChannel } from "../protocol/channels.ts";
import { channelOf, channelTypeOf } from "../protocol/envelope.ts";
import { checkReply } from "./check.ts";
import type { Conversation, Recorded } from "./conversation.ts";
import { afterAnswer, beginSession, type Session, sessionFor, whyNotPosted, withContext } from "./session.ts";
import type { Outcome, Problem, Turn } from "./turn.ts";

export interface ReplayOptions {
  readonly endpoint: Pick<Endpoint, "post">;
  readonly settings: LintSettings;
  /** how many conversations go on at once, from 1 */
  readonly jobs: number;
  readonly signal: AbortSignal;
}

const factsOfTurn = ({ file, index, webhook }: Recorded) => ({
  file,
  index,
  cid: webhook.info.cid,
  event: webhook.packet.name,
  channel: channelOf(webhook),
  requests: [],
  differences: [],
  attempt: 1,
  run: 1,
});

function skipped(recorded: Recorded, message: string): Turn {
  const problems: Problem[] = [{ kind: "skipped", message, severity: "warning" }];
  const nothing = { status: null, ms: null, events: [], findings: [], unreachable: false };
  const at = new Date().toISOString();
  return { at, ...factsOfTurn(recorded), ...nothing, outcome: "skipped", problems, webhook: recorded.webhook };
}

/** A channel that the recording names but nobody knows: its limits can't be checked. */
function channelProblems({ webhook }: Recorded): Problem[] {
  const type = channelTypeOf(webhook);
  // what was recorded has not been checked further than replay needs it
  if (typeof type !== "string" || isChannel(type)) return [];
  const guess = nearest(type, channelNames);
  const question = guess === undefined ? "" : `; did you mean ${guess}`;
  const message = `the recording is from ${JSON.stringify(type)}, which is no channel${question}`;
  return [{ kind: "channel", message, severity: "warning" }];
}

async function post(
  recorded: Recorded,
  session: Session,
  { endpoint, settings, signal }: ReplayOptions,
): Promise<Turn> {
  const webhook = withContext(recorded.webhook, session);
  const facts = factsOfTurn(recorded);
  const at = new Date().toISOString();
  const reply = await endpoint.post(webhook, { signal });
  const checked = checkReply(reply, facts.cid, facts.channel, settings);
  const problems = [...checked.problems, ...channelProblems(recorded)];
  const faults = [...problems, ...checked.findings];
  const outcome: Outcome = faults.some(({ severity }) => severity === "error") ? "failed" : "passed";
  return { at, ...facts, ...checked, problems, ms: reply.ms, outcome, webhook };
}

/** How far a conversation has come. */
interface Progress {
  readonly turn: Turn;
  readonly session: Session;
  /** true from the turn on in which the bot could not be reached */
  readonly gone: boolean;
}

/** Plays one webhook after those before it. What the platform would not have posted is skipped. */
async function playTurn(
  recorded: Recorded,
  before: Promise<Progress> | undefined,
  options: ReplayOptions,
): Promise<Progress> {
  const { session = beginSession(recorded.webhook), gone = false }: Partial<Progress> = (await before) ?? {};
  const reason = gone ? "not sent: the bot could not be reached" : whyNotPosted(session, recorded.webhook);
  if (reason !== undefined) return { turn: skipped(recorded, reason), session, gone };
  const current = sessionFor(recorded.webhook, session);
  const turn = await post(recorded, current, options);
  return { turn, session: afterAnswer(current, turn.events), gone: turn.unreachable };
}

/** Plays one conversation, webhook after webhook; each turn is there as soon as it has been played. */
function play({ turns }: Conversation, options: ReplayOptions): Promise<Turn>[] {
  let last: Promise<Progress> | undefined;
  return turns.map((recorded) => {
    last = playTurn(recorded, last, options);
    const played = last.then(({ turn }) => turn);
    // whoever waits for an earlier turn must not be told of this one's failure as an unhandled one
    played.catch(() => undefined);
    return played;
  });
}

/**
 * Replays conversations, some at once, and yields their turns in the order of the conversations, each as soon as it and
 * those before it have been played. Between two turns it is the platform: the context is carried, and nothing is posted
 * after the end. Rejects with the signal's reason where it is aborted.
 */
export async function* replay(conversations: readonly Conversation[], options: ReplayOptions): AsyncGenerator<Turn> {
  const waiting = conversations.filter(({ turns }) => turns.length > 0).values();
  const begun: Promise<Turn>[][] = [];
  const begin = (): void => {
    const { value, done } = waiting.next();
    if (done) return;
    const turns = play(value, options);
    begun.push(turns);
    // whichever ends makes room for the next one, not only the one whose turns are being yielded
    turns.at(-1)?.then(begin, () => undefined);
  };
  for (let job = Math.min(options.jobs, conversations.length); job > 0; job--) begin();
  for (const turns of begun) yield* turns;
}
