import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { UlbotError } from "../errors.ts";
import type { Chat } from "./chat.ts";
import { readLine } from "./line.ts";

export interface PipedOptions {
  readonly input: NodeJS.ReadableStream;
  /** how long to wait for requests once the last line is done, in milliseconds */
  readonly settleMs: number;
  readonly signal: AbortSignal;
  /** Rejects where there is no use in going on; asked after each line. */
  readonly check: () => Promise<void>;
}

/** Rejects with the signal's reason once that aborts. */
function abortion(signal: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => undefined);
  return aborted;
}

const atLine = (number: number, failure: unknown): unknown =>
  failure instanceof UlbotError && failure.category === "usage"
    ? new UlbotError("usage", `line ${number}: ${failure.message}`, { hint: failure.hint, cause: failure })
    : failure;

/**
 * Leads a chat by the lines of an input, each once the bot has answered what came before. Throws an `UlbotError` (usage) for a
 * line that can't be read, and rejects with the signal's reason where that aborts.
 */
export async function chatByLines(chat: Chat, { input, settleMs, signal, check }: PipedOptions): Promise<void> {
  const aborted = abortion(signal);
  let number = 0;
  let hasBegun = false;

  async function begin(): Promise<void> {
    hasBegun = true;
    await chat.begin();
    await check();
  }

  /** Does what a line asks for; false where that is to end. */
  async function take(line: string): Promise<boolean> {
    const text = line.trim();
    // a webhook by hand may begin the session itself
    if (!hasBegun && text !== "" && !text.startsWith("{")) await begin();
    hasBegun ||= text !== "";
    const action = await readLine(line, chat.session);
    await chat.run(action);
    await check();
    return action.kind !== "quit";
  }

  async function takeAll(): Promise<void> {
    for await (const line of createInterface({ input, signal, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (!(await take(line))) break;
    }
    if (!hasBegun) await begin();
    await chat.settled();
    await sleep(settleMs, undefined, { signal });
    await chat.settled();
    await check();
  }

  try {
    await Promise.race([takeAll(), aborted]);
  } catch (failure) {
    signal.throwIfAborted();
    throw atLine(number, failure);
  }
}
