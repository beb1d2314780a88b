import { setTimeout as sleep } from "node:timers/promises";
import type { Exit } from "../bot/launch.ts";
import { freePort } from "../bot/port.ts";
import { type BotProcess, startBot } from "../bot/process.ts";
import { UlbotError } from "../errors.ts";
import { expandFiles } from "../input/files.ts";
import { printable } from "../printable.ts";
import { type Conversation, conversationsOf, type Recorded, recordedIn } from "../replay/conversation.ts";
import { readRecorded } from "../transcript/cut.ts";
import type { Run } from "./command.ts";

/** What commands do with a bot that runs, or that they start, and with what was recorded for it. */

/** The webhooks recorded in files, one list for each file. Throws an `UlbotError` where there is none. */
export async function readRecordings(patterns: readonly string[], { io, say }: Run): Promise<Recorded[][]> {
  const recordings: Recorded[][] = [];
  for (const file of await expandFiles(patterns, io.cwd)) {
    const { values, warnings } = await readRecorded(file, io);
    for (const { line, message } of warnings) say(`${printable(file)}:${line}: ${message}`);
    recordings.push(recordedIn(values));
  }
  if (recordings.every(({ length }) => length === 0)) {
    throw new UlbotError("usage", `there is no webhook in ${patterns.join(", ")}`);
  }
  return recordings;
}

/** The conversations recorded in files. Throws an `UlbotError` where there is none. */
export async function readConversations(patterns: readonly string[], run: Run): Promise<Conversation[]> {
  return conversationsOf((await readRecordings(patterns, run)).flat());
}

/** The URL asked for; where the bot is started by us and none is, a free port of this machine. */
export async function botUrl(url: string | undefined, exec: string | undefined, command: string): Promise<URL> {
  if (!url && exec) return new URL(`http://localhost:${await freePort()}/webhook`);
  if (!url) {
    const start = command === "replay" || command === "dev" ? ", or start it with --exec 'npm start'" : "";
    const hint = `such as --url http://localhost:8000/webhook${start}`;
    throw new UlbotError("usage", `${command} has to know where the bot answers`, { hint });
  }
  return parsedUrl(url);
}

function parsedUrl(url: string, base?: URL): URL {
  if (URL.canParse(url, base?.href)) return new URL(url, base);
  throw new UlbotError("usage", `"${printable(url)}" is no URL`, { hint: "such as http://localhost:8000/webhook" });
}

/** A bot to start, or one that runs already where there is no command. */
export interface BotToRun {
  readonly command: string | undefined;
  readonly url: URL;
  /** goes to the bot on top of our own environment */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** answers 2xx once the bot is ready; a path of the bot's own URL, or a whole address */
  readonly readyUrl?: string | undefined;
  readonly readyTimeoutMs?: number | undefined;
  /** stops its start; our own unless told */
  readonly signal?: AbortSignal | undefined;
  /** whether it looks as if it had ended while it was worked with */
  readonly seemsGone?: (() => boolean) | undefined;
}

/** What came of working with a bot. */
export interface Worked<T> {
  readonly result: T;
  /** what the bot printed */
  readonly output: string;
  /** how the bot ended, where it did so by itself */
  readonly exit?: Exit;
}

/** The system tells of an end a moment after the connections have been closed, and `npm start` one more, in milliseconds. */
const endIsToldWithin = 1000;

/** What `work` gives while a bot runs; it is told of one that was started. However it ends, nothing of the bot is left running. */
export async function whileBotRuns<T>(
  { command, url, environment, readyUrl, readyTimeoutMs, signal, seemsGone }: BotToRun,
  { io, globals, say }: Run,
  work: (bot: BotProcess | undefined) => Promise<T>,
): Promise<Worked<T>> {
  if (!command) return { result: await work(undefined), output: "" };
  say(`starting ${printable(command)}`);
  const onOutput = (text: string) => io.stderr.write(printable(text, { newlines: true }));
  const { cwd } = io;
  const bot = await startBot({
    command,
    cwd,
    env: { ...io.env, ...environment },
    url,
    readyUrl: readyUrl === undefined ? undefined : parsedUrl(readyUrl, url),
    readyTimeoutMs,
    signal: signal ?? io.signal,
    ...(globals.verbose ? { onOutput } : {}),
  });
  try {
    const result = await work(bot);
    if (seemsGone?.()) await Promise.race([bot.exited, sleep(endIsToldWithin, undefined, { ref: false })]);
    const exit = bot.hasExited() ? { exit: await bot.exited } : {};
    await bot.stop();
    return { result, output: bot.output(), ...exit };
  } finally {
    await bot.stop();
  }
}
