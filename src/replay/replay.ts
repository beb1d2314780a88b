import type { Endpoint } from "../bot/endpoint.ts";
import type { LintSettings } from "../lint/lint.ts";
import { channelOf } from "../protocol/envelope.ts";
import { checkReply } from "./check.ts";
import type { Conversation, Recorded } from "./conversation.ts";
import { afterAnswer, beginSession, type Session, sessionFor, whyNotPosted, withContext } from "./session.ts";
import type { Outcome, Problem, Turn } from "./turn.ts";

export interface ReplayOptions {
  readonly endpoint: Pick<Endpoint, "post">;
  readonly settings: LintSettings;
  /** how many conversations go on at once */
  readonly jobs: number;
  readonly signal: AbortSignal;
}

const factsOfTurn = ({ file, index, webhook }: Recorded) => ({
  file,
  index,
  cid: webhook.info.cid,
  event: webhook.packet.name,
  channel: channelOf(webhook),
});

function skipped(recorded: Recorded, message: string): Turn {
  const problems: Problem[] = [{ kind: "skipped", message, severity: "warning" }];
  const nothing = { status: null, ms: null, events: [], findings: [], unreachable: false };
  return { ...factsOfTurn(recorded), ...nothing, outcome: "skipped", problems, webhook: recorded.webhook };
}

async function post(
  recorded: Recorded,
  session: Session,
  { endpoint, settings, signal }: ReplayOptions,
): Promise<Turn> {
  const webhook = withContext(recorded.webhook, session);
  const facts = factsOfTurn(recorded);
  const reply = await endpoint.post(webhook, { signal });
  const checked = checkReply(reply, facts.cid, facts.channel, settings);
  const faults = [...checked.problems, ...checked.findings];
  const outcome: Outcome = faults.some(({ severity }) => severity === "error") ? "failed" : "passed";
  return { ...facts, ...checked, ms: reply.ms, outcome, webhook };
}

/** Plays one conversation, webhook after webhook. What the platform would not have posted is skipped. */
async function play({ turns }: Conversation, options: ReplayOptions): Promise<Turn[]> {
  const [first] = turns;
  if (first === undefined) return [];
  const played: Turn[] = [];
  let session = beginSession(first.webhook);
  let gone = false;
  for (const recorded of turns) {
    options.signal.throwIfAborted();
    const reason = gone ? "not sent: the bot could not be reached" : whyNotPosted(session, recorded.webhook);
    if (reason !== undefined) {
      played.push(skipped(recorded, reason));
      continue;
    }
    const current = sessionFor(recorded.webhook, session);
    const turn = await post(recorded, current, options);
    played.push(turn);
    gone = turn.unreachable;
    session = afterAnswer(current, turn.events);
  }
  return played;
}

/**
 * Replays conversations, some at once, and yields the turns of one conversation after the other, in the order of the
 * conversations. Between two turns it is the platform: the context is carried, and nothing is posted after the end.
 * Rejects with the signal's reason where it is aborted.
 */
export async function* replay(conversations: readonly Conversation[], options: ReplayOptions): AsyncGenerator<Turn> {
  const running: Promise<Turn[]>[] = [];
  const waiting = [...conversations];
  const begin = (): void => {
    const next = waiting.shift();
    if (next === undefined) return;
    const played = play(next, options);
    // whoever waits for an earlier conversation must not be told of this one's failure as an unhandled one
    played.catch(() => undefined);
    running.push(played);
  };
  for (let job = 0; job < options.jobs; job++) begin();
  for (let first = running.shift(); first !== undefined; first = running.shift()) {
    const turns = await first;
    begin();
    yield* turns;
  }
}
