import type { Conversation } from "./conversation.ts";
import { playConversation } from "./play.ts";
import type { PlayOptions } from "./play-options.ts";
import type { Turn } from "./turn.ts";
import { derivedCid, withCid } from "./variants/repeated.ts";

export interface ReplayOptions extends PlayOptions {
  /** how many conversations go on at once, from 1 */
  readonly jobs: number;
  /** how often a conversation that failed is played again, each time in a session of its own; never unless told */
  readonly retries?: number | undefined;
}

/** A conversation that is being played, with the turns that nobody has taken yet. */
interface Playing {
  readonly turns: Turn[];
  readonly ended: Promise<void>;
  hasEnded: boolean;
  /** what the playing ended with, where it could not go on */
  failure?: { readonly reason: unknown };
  /** called when there is something to take */
  wake: () => void;
}

const hasFailed = (turns: readonly Turn[]): boolean => turns.some(({ outcome }) => outcome === "failed");

/** A conversation as it is played for the n-th time: in a session of its own, as the bot may remember the one before. */
function nthTry(conversation: Conversation, attempt: number): Conversation {
  return attempt === 1 ? conversation : withCid(conversation, derivedCid(conversation.cid, `attempt ${attempt}`));
}

/** Whether a conversation would have gone on, but for a bot that is gone, or a run that is to end. */
function isCutShort(turns: readonly Turn[], { halt }: ReplayOptions): boolean {
  if (turns.some(({ unreachable }) => unreachable)) return true;
  const isDone = ({ problems }: Turn): boolean => !problems.some(({ kind }) => kind === "skipped" || kind === "halted");
  return halt?.reason !== undefined && !turns.every(isDone);
}

/** Plays a conversation, and again where it fails; only the last time counts that was not cut short. */
async function playUntilItPasses(
  conversation: Conversation,
  options: ReplayOptions,
  onTurn: (turn: Turn) => void,
): Promise<void> {
  const { retries = 0 } = options;
  if (retries === 0) return playConversation(conversation, options, onTurn);
  let before: Turn[] | undefined;
  for (let attempt = 1; ; attempt++) {
    const turns: Turn[] = [];
    await playConversation(nthTry(conversation, attempt), options, (turn) => turns.push({ ...turn, attempt }));
    if (isCutShort(turns, options)) return (before ?? turns).forEach(onTurn);
    if (attempt > retries || !hasFailed(turns)) return turns.forEach(onTurn);
    before = turns;
  }
}

function start(conversation: Conversation, options: ReplayOptions): Playing {
  const playing: Playing = { turns: [], hasEnded: false, ended: Promise.resolve(), wake: () => undefined };
  const onTurn = (turn: Turn): void => {
    options.halt?.see?.(turn);
    playing.turns.push(turn);
    playing.wake();
  };
  const ended = playUntilItPasses(conversation, options, onTurn)
    .catch((reason: unknown) => {
      playing.failure = { reason };
    })
    .finally(() => {
      playing.hasEnded = true;
      playing.wake();
    });
  return Object.assign(playing, { ended });
}

/** The turns of a conversation, each as soon as it has been played. Throws what ended the playing early. */
async function* turnsOf(playing: Playing): AsyncGenerator<Turn> {
  for (;;) {
    yield* playing.turns.splice(0);
    if (playing.failure) throw playing.failure.reason;
    if (playing.turns.length > 0) continue;
    if (playing.hasEnded) return;
    await new Promise<void>((resolve) => {
      playing.wake = resolve;
    });
  }
}

/** Conversations may be ahead of the one whose turns are taken by so many, so that memory stays flat. */
const mostAhead = 100;

/**
 * Replays conversations, some at once, and yields their turns in the order of the conversations, each as soon as it and
 * those before it have been played. Rejects with the signal's reason where it is aborted.
 */
export async function* replay(conversations: Iterable<Conversation>, options: ReplayOptions): AsyncGenerator<Turn> {
  const waiting = conversations[Symbol.iterator]();
  const begun: Playing[] = [];
  let running = 0;
  const begin = (): void => {
    while (running < options.jobs && begun.length < options.jobs + mostAhead && options.halt?.reason === undefined) {
      const { value, done } = waiting.next();
      if (done) return;
      const playing = start(value, options);
      begun.push(playing);
      running++;
      playing.ended.then(() => {
        running--;
        begin();
      });
    }
  };
  begin();
  for (let playing = begun[0]; playing !== undefined; playing = begun[0]) {
    for await (const turn of turnsOf(playing)) yield turn;
    begun.shift();
    begin();
  }
}
