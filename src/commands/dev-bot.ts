import { setTimeout as sleep } from "node:timers/promises";
import { createOutputTail, lastLines } from "../bot/output-tail.ts";
import { type BotProcess, botEnded, type Exit, startBot } from "../bot/process.ts";
import type { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { failureText } from "../reporters/failure-text.ts";
import type { Run } from "./command.ts";

export interface KeptBotOptions {
  readonly command: string;
  readonly url: URL;
  /** goes to the bot on top of our own environment */
  readonly environment: Readonly<Record<string, string>>;
  /** stops a start that is under way */
  readonly signal: AbortSignal;
  /** what the bot prints, safe to print; it is kept from the eyes where this is left out */
  readonly onOutput?: ((text: string) => void) | undefined;
  /** whether somebody wakes it where it has ended, which is said then */
  readonly isWoken: boolean;
}

/** A bot that is started again when it is needed, should it end. */
export interface KeptBot {
  /** Starts the bot where it does not run, and resolves once it listens. Throws an `UlbotError` where it does not come to that. */
  start(): Promise<void>;
  /** The same without waiting; that it can't be started is said. */
  wake(): void;
  /** whether it runs, or is just being started */
  isRunning(): boolean;
  /** The end of what the bot has printed since it was started, line by line, safe to print. */
  printed(): string[];
  /** A text with the end of what the bot has printed below it, unless that could be seen already. */
  withOutput(text: string): string;
  /** Why the bot has ended by itself, if it has, or does within this time in milliseconds. */
  end(withinMs: number): Promise<UlbotError | undefined>;
  /** Ends the bot, and all that it has started. */
  close(): Promise<void>;
}

/** Enough for a mistake, and the calls that led there. */
const shownLines = 30;

const again = "it is started again with the next message";

/** Keeps a bot running, as far as it lets itself be started. */
export function keepBot(options: KeptBotOptions, { io, say }: Run): KeptBot {
  const { command, url, environment, signal, onOutput, isWoken } = options;
  let bot: BotProcess | undefined;
  let starting: Promise<void> | undefined;
  let end: Promise<UlbotError> | undefined;
  let tail = createOutputTail();
  let isClosing = false;

  const printed = (): string[] => lastLines(tail.text(), shownLines);

  function withOutput(text: string): string {
    const lines = onOutput ? [] : printed().map((line) => `  ${line}`.trimEnd());
    return lines.length === 0 ? text : [`${text}; the end of its output:`, ...lines].join("\n");
  }

  async function launch(): Promise<void> {
    say(`starting ${printable(command)}`);
    tail = createOutputTail();
    const env = { ...io.env, ...environment };
    const started = await startBot({
      command,
      cwd: io.cwd,
      env,
      url,
      signal,
      onOutput(text) {
        tail.add(text);
        onOutput?.(printable(text, { newlines: true }));
      },
    });
    bot = started;
    end = started.exited.then((exit) => ended(started, exit));
  }

  async function ended(which: BotProcess, exit: Exit): Promise<UlbotError> {
    const failure = botEnded(which, exit, "in the middle of the chat");
    if (isClosing) return failure;
    // what it has started may hold its port
    await which.stop();
    bot = undefined;
    if (isWoken) say(withOutput(`the bot has ended with ${exit.signal ?? `exit code ${exit.code}`}; ${again}`));
    return failure;
  }

  function start(): Promise<void> {
    if (bot || isClosing) return starting ?? Promise.resolve();
    starting ??= launch().finally(() => {
      starting = undefined;
    });
    return starting;
  }

  return {
    start,
    wake() {
      // whoever began the start that is under way tells how it ends
      if (starting) return;
      start().catch((failure: unknown) => {
        if (signal.aborted || isClosing) return;
        io.stderr.write(failureText(failure as UlbotError));
        say(again);
      });
    },
    isRunning: () => !isClosing && (bot ?? starting) !== undefined,
    printed,
    withOutput,
    async end(withinMs) {
      return Promise.race([end, sleep(withinMs, undefined, { ref: false })]);
    },
    async close() {
      isClosing = true;
      await starting?.catch(() => undefined);
      await bot?.stop();
    },
  };
}
