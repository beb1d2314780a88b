import { join, relative } from "node:path";
import { createEndpoint, type Endpoint } from "../bot/endpoint.ts";
import { isListening } from "../bot/port.ts";
import { systemCode, UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { startText } from "../reporters/dev/start.ts";
import { bugText } from "../reporters/dev/unexpected.ts";
import { knownToken } from "../settings.ts";
import { createFaults, type Faults } from "../simulator/faults.ts";
import { newToken } from "../simulator/fresh.ts";
import { openPlatform, type Platform, type PlatformOptions } from "../simulator/platform.ts";
import { type Waiting, waitingFor } from "../simulator/waiting.ts";
import type { Entry } from "../transcript/entry.ts";
import { openTranscript } from "../transcript/write.ts";
import { botUrl } from "./bot-under-test.ts";
import type { Run } from "./command.ts";
import type { DevWishes } from "./dev.ts";
import { type KeptBot, type KeptBotOptions, keepBot } from "./dev-bot.ts";
import { lintSettings } from "./lint-settings.ts";

/** The ports where nobody asked for others, so that a bot's `.env` holds the next time as well. */
const usualPorts = { page: 7357, api: 7358 } as const;

/** What every way to talk to the bot begins with. */
export interface Dev {
  readonly wishes: DevWishes;
  readonly run: Run;
  readonly url: URL;
  readonly endpoint: Endpoint;
  readonly faults: Faults;
  /** aborts when all of it ends */
  readonly signal: AbortSignal;
}

/** The platform, and the bot where it is to be started. */
export interface Opened {
  readonly platform: Platform;
  readonly bot: KeptBot | undefined;
  /** Says what runs where. */
  sayStart(page?: URL): void;
  close(): Promise<void>;
}

/** Opens at the port that was asked for, else at the usual one, else at any that is free. */
export async function atPort<T>(
  wanted: number | undefined,
  usual: keyof typeof usualPorts,
  open: (port: number) => Promise<T>,
): Promise<T> {
  if (wanted !== undefined) return open(wanted);
  try {
    return await open(usualPorts[usual]);
  } catch (failure) {
    if (systemCode((failure as Error).cause) !== "EADDRINUSE") throw failure;
    return open(0);
  }
}

/** Opens the platform for a bot that is posted to in this way. Throws an `UlbotError` (usage) for a port that is taken. */
export async function openDev(
  { wishes, run, url, faults, signal }: Dev,
  how: Pick<PlatformOptions, "endpoint" | "delays" | "onHappening" | "onRequest"> &
    Pick<KeptBotOptions, "onOutput" | "isWoken">,
): Promise<Opened> {
  const { io, globals, talkStyle } = run;
  const { operators, exec } = wishes;
  const known = knownToken(io);
  const token = known ?? newToken();
  // who has to copy it has to see it
  if (exec) run.hide(token);
  const settings = lintSettings(undefined, run.config);
  const { onOutput, isWoken, ...options } = how;
  const onFailure = failedIn(run);
  const open = (apiPort: number) =>
    openPlatform({ ...options, settings, token, apiPort, operators, faults, now: io.now, onFailure });
  const platform = await atPort(wishes.apiPort ?? (exec ? 0 : undefined), "api", open);
  const environment = { ULBOT_API_URL: platform.apiUrl.href, ULBOT_SECURITY_TOKEN: token };
  const bot = exec ? keepBot({ command: exec, url, environment, signal, onOutput, isWoken }, run) : undefined;
  return {
    platform,
    bot,
    sayStart(page) {
      const newToken = known === undefined ? token : undefined;
      const start = { page, api: platform.apiUrl, bot: url, isStarted: bot !== undefined, newToken };
      if (!globals.quiet) io.stderr.write(`${startText(start, talkStyle)}\n`);
    },
    async close() {
      await platform.close();
      await bot?.close();
    },
  };
}

/** Tells of a fault of our own, after which all else goes on. */
export function failedIn({ io, globals }: Run): (failure: unknown) => void {
  return (failure) => void io.stderr.write(`${bugText(failure, globals)}\n`);
}

/** How long a bot of our own may be away without a word, in milliseconds: it starts, or starts again because it was changed. */
const patienceMs = 2000;

/**
 * The bot's endpoint, at which webhooks wait while nobody is there; `onNews` hears of each change, and what to say of it. `bot` is
 * the one that was started here.
 */
export function whileAway(
  { endpoint, url, signal }: Dev,
  bot: () => KeptBot | undefined,
  onNews: (news: string | undefined) => void,
): Waiting {
  const gone = `waiting for the bot at ${printable(url.href)}`;
  let timer: NodeJS.Timeout | undefined;

  function onChange(isUp: boolean): void {
    clearTimeout(timer);
    const kept = bot();
    if (isUp) onNews("the bot is there");
    else onNews(kept ? undefined : gone);
    // its end is told by whoever keeps it
    const tell = () => kept?.isRunning() && onNews(kept.withOutput(gone));
    if (kept && !isUp) timer = setTimeout(tell, patienceMs).unref();
  }

  return waitingFor({ endpoint, url, signal, onChange });
}

/** Writes a transcript to `fixtures/NAME.jsonl`, or beside it where there is one already; gives the path. The name may end so. */
export function saveFixture(name: string, entries: readonly Entry[], cwd: string): string {
  const transcript = openTranscript(join(cwd, "fixtures", `${name.replace(/\.jsonl$/, "")}.jsonl`));
  for (const entry of entries) transcript.append(entry);
  return relative(cwd, transcript.file);
}

/** Simulates the platform until whoever runs it ends it. Throws the signal's reason then. */
export async function runDev(wishes: DevWishes, run: Run): Promise<void> {
  const { io } = run;
  const isOnTerminal = wishes.terminal && io.stdin.isTTY && io.stdout.isTTY;
  if (wishes.format === "json" && (isOnTerminal || !wishes.terminal)) {
    throw new UlbotError("usage", "--format json is for --terminal with a pipe, and for --fidelity");
  }
  const url = await botUrl(wishes.url, wishes.exec, "dev");
  if (wishes.exec && (await isListening(url))) {
    const hint = "stop it, or leave out --exec";
    throw new UlbotError("usage", `something already listens at ${printable(url.href)}`, { hint });
  }
  const endpoint = createEndpoint({ url, headers: Object.fromEntries(wishes.header), timeoutMs: wishes.timeout });
  const closing = new AbortController();
  const signal = AbortSignal.any([io.signal, closing.signal]);
  const dev: Dev = { wishes, run, url, endpoint, faults: createFaults(wishes.fail), signal };
  try {
    if (!wishes.terminal) await (await import("./dev-page.ts")).serve(dev);
    else if (isOnTerminal) await (await import("./dev-terminal.ts")).chatOnTerminal(dev);
    else await (await import("./dev-pipe.ts")).chatThroughPipe(dev);
  } finally {
    closing.abort(new UlbotError("interrupted", "it was over"));
    await endpoint.close();
  }
}
