import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from "node:readline";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import type { Chat } from "./chat.ts";
import { completions, readLine } from "./line.ts";

/** A prompt of a terminal, above which lines can be put at any time. */
export interface Prompt {
  /** Puts lines above the prompt, and leaves what is being typed as it is. */
  put(text: string): void;
  /** Leads a chat until its end; rejects with an `UlbotError` (interrupted) on Ctrl-C. */
  lead(chat: Chat, signal: AbortSignal): Promise<void>;
}

/** The rows above the cursor that the prompt and what is typed fill. */
function clear(lines: Interface, output: NodeJS.WritableStream): void {
  moveCursor(output, 0, -lines.getCursorPos().rows);
  cursorTo(output, 0);
  clearScreenDown(output);
}

export interface PromptOptions {
  /** gives the prompt its look */
  readonly styled: (text: string) => string;
  /** told of faults of our own, after which the chat goes on */
  readonly failed: (failure: unknown) => void;
}

/** Opens a prompt. */
export function openPrompt(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  { styled, failed }: PromptOptions,
): Prompt {
  let lines: Interface | undefined;

  function put(text: string): void {
    if (lines) clear(lines, output);
    output.write(`${text}\n`);
    lines?.prompt(true);
  }

  const tellFailure = (failure: unknown): void => {
    if (!(failure instanceof UlbotError)) {
      failed(failure);
      return;
    }
    const hint = failure.hint === undefined ? "" : `; ${failure.hint}`;
    put(printable(`${failure.message}${hint}`));
  };

  async function lead(chat: Chat, signal: AbortSignal): Promise<void> {
    const completer = (line: string) => completions(line, chat.session);
    const opened = createInterface({ input, output, completer, terminal: true, historySize: 1000 });
    lines = opened;
    const ready = (): void => {
      // a prompt would open the input again
      if (lines !== opened) return;
      opened.setPrompt(`${styled(`${chat.session.channel} ${chat.turns + 1}>`)} `);
      opened.prompt(true);
    };

    /** Resolves as soon as it has begun: the bot may take its time, and the contact can write meanwhile. */
    async function take(line: string): Promise<boolean> {
      const action = await readLine(line, chat.session);
      if (action.kind === "quit") return false;
      const done = chat.run(action).catch(tellFailure);
      void done.then(ready);
      ready();
      return true;
    }

    try {
      await new Promise<void>((resolve, reject) => {
        opened.on("SIGINT", () => reject(new UlbotError("interrupted", "interrupted")));
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        opened.on("close", resolve);
        opened.on("line", (line) => {
          take(line).then(
            (goesOn) => goesOn || resolve(),
            (failure) => tellFailure(failure),
          );
        });
        chat.begin().then(ready, reject);
        ready();
      });
    } finally {
      lines = undefined;
      opened.close();
      output.write("\n");
    }
  }

  return { put, lead };
}
