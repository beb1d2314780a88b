import { Client } from "undici";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { type BotCommand, type BotProcess, type Exit, launch } from "./launch.ts";
import { place } from "./network-problem.ts";
import { lastLines } from "./output-tail.ts";
import { isListening, portOf } from "./port.ts";
import { duration, pause, TimeLimitError, withinTime } from "./time-limit.ts";

export type { BotProcess, Exit } from "./launch.ts";

export interface StartOptions extends BotCommand {
  /** where the bot will listen; its port goes into the bot's environment as `PORT` */
  readonly url: URL;
  /** asked until it answers 2xx, before the bot counts as started; the bot has to take connections, unless told */
  readonly readyUrl?: URL | undefined;
  /** how long that may take; 30 s unless told */
  readonly readyTimeoutMs?: number | undefined;
  /** stops the start; a bot that has started is stopped by `stop` */
  readonly signal: AbortSignal;
}

/**
 * Starts a bot and resolves once it takes connections at its URL, or its `readyUrl` says that it is ready. Throws an `UlbotError`: usage when
 * something listens there already, unavailable when the bot ends, or the time does, before it listens (with the end of
 * its output). Rejects with the reason of `signal` when that aborts. In all these cases nothing is left running.
 */
export async function startBot(options: StartOptions): Promise<BotProcess> {
  const { url, signal, readyTimeoutMs = 30_000 } = options;
  signal.throwIfAborted();
  if (await isListening(url)) {
    const hint = "stop it, or leave out --exec";
    throw new UlbotError("usage", `something already listens at ${place(url)}`, { hint });
  }
  const bot = await launch({ ...options, env: { ...options.env, PORT: String(portOf(url)) } });
  try {
    if (await withinTime(readyTimeoutMs, signal, (limit) => untilReady(options, bot, limit))) return bot;
  } catch (error) {
    await bot.stop();
    throw error instanceof TimeLimitError ? tooSlow(options, bot, readyTimeoutMs) : error;
  }
  await bot.stop();
  throw botEnded(bot, await bot.exited, `before it listened at ${place(url)}`);
}

const pollMs = 50;
/** True once the bot is ready, false if it ends before. Without a URL for it, it is asked nothing: bots expect webhooks only. */
async function untilReady({ url, readyUrl }: StartOptions, bot: BotProcess, signal: AbortSignal): Promise<boolean> {
  while (!bot.hasExited()) {
    const isReady = await isListening(readyUrl ?? url);
    if (isReady && (readyUrl === undefined || (await saysReady(readyUrl, signal)))) return true;
    await pause(pollMs, signal);
  }
  return false;
}

async function saysReady(url: URL, signal: AbortSignal): Promise<boolean> {
  const client = new Client(url.origin);
  try {
    const { statusCode } = await client.request({ method: "GET", path: url.pathname + url.search, signal });
    return statusCode >= 200 && statusCode < 300;
  } catch {
    return false;
  } finally {
    await client.destroy();
  }
}

function tooSlow({ url, readyUrl }: StartOptions, bot: BotProcess, readyTimeoutMs: number): UlbotError {
  const within = `within ${duration(readyTimeoutMs)}${endOfOutput(bot)}`;
  const port = `whose port it gets as PORT=${portOf(url)}`;
  const [message, hint] = readyUrl
    ? [`the bot did not answer 2xx at ${readyUrl.href} ${within}`, `that address has to say that it is ready`]
    : [`the bot did not listen at ${place(url)} ${within}`, `it must listen at this URL, ${port}`];
  return new UlbotError("unavailable", message, { hint });
}

/** The failure that a bot has ended by itself, with the end of its output; `when` says where that left us. */
export function botEnded(bot: BotProcess, { code, signal }: Exit, when: string): UlbotError {
  const how = signal === null ? `exit code ${code}` : signal;
  const message = `the bot ended with ${how} ${when}${endOfOutput(bot)}`;
  return new UlbotError("unavailable", message, { hint: `it was started as: ${printable(bot.command)}` });
}

function endOfOutput(bot: BotProcess): string {
  const lines = lastLines(bot.output(), 10);
  return lines.length === 0
    ? "; it printed nothing"
    : `; the end of its output:\n${lines.map((l) => `  ${l}`).join("\n")}`;
}
