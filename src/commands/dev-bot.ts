import { type BotProcess, startBot } from "../bot/process.ts";
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
}

/** A bot that is started again when it is needed, should it end. */
export interface KeptBot {
  /** Starts the bot where it does not run, and resolves once it listens. Throws an `UlbotError` where it does not come to that. */
  start(): Promise<void>;
  /** The same without waiting; that it can't be started is said. */
  wake(): void;
  /** Ends the bot, and all that it has started. */
  close(): Promise<void>;
}

/** Keeps a bot running, as far as it lets itself be started. */
export function keepBot({ command, url, environment, signal, onOutput }: KeptBotOptions, { io, say }: Run): KeptBot {
  let bot: BotProcess | undefined;
  let starting: Promise<void> | undefined;
  let isClosing = false;

  async function launch(): Promise<void> {
    say(`starting ${printable(command)}`);
    const env = { ...io.env, ...environment };
    const output = onOutput && ((text: string) => onOutput(printable(text, { newlines: true })));
    const started = await startBot({ command, cwd: io.cwd, env, url, signal, ...(output && { onOutput: output }) });
    bot = started;
    void started.exited.then(({ code, signal: by }) => ended(started, by ?? `exit code ${code}`));
  }

  async function ended(which: BotProcess, how: string): Promise<void> {
    if (isClosing) return;
    // what it has started may hold its port
    await which.stop();
    bot = undefined;
    say(`the bot has ended with ${how}; it is started again with the next message`);
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
      });
    },
    async close() {
      isClosing = true;
      await starting?.catch(() => undefined);
      await bot?.stop();
    },
  };
}
