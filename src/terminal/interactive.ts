import { clearScreenDown, createInterface, cursorTo, type Interface, type Key, moveCursor } from "node:readline";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import type { Chat } from "./chat.ts";
import type { HighlightRows } from "./highlight.ts";
import { completions, onOffer, readLine } from "./line.ts";
import { createPicker, type Picker } from "./picker.ts";

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

/** How long Esc may be the beginning of another key, in milliseconds. */
const escapeCodeTimeout = 100;

export interface PromptOptions {
  /** gives the prompt its look */
  readonly styled: (text: string) => string;
  /** draws the list of options that the arrow keys open */
  readonly rowsOf: HighlightRows;
  /** told of faults of our own, after which the chat goes on */
  readonly failed: (failure: unknown) => void;
}

/** Opens a prompt. */
export function openPrompt(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  { styled, rowsOf, failed }: PromptOptions,
): Prompt {
  let open: { readonly lines: Interface; readonly picker: Picker } | undefined;

  function put(text: string): void {
    if (open) clear(open.lines, output);
    output.write(`${text}\n`);
    open?.picker.draw();
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
    const look = { terminal: true, historySize: 1000, escapeCodeTimeout };
    const lines = createInterface({ input, output, completer, ...look });
    const picker = createPicker({ lines, output, onOffer: () => onOffer(chat.session), rowsOf });
    open = { lines, picker };
    const onKey = (_: unknown, key: Key): void => picker.press(key);
    const ready = (): void => {
      // a prompt would open the input again
      if (!open) return;
      lines.setPrompt(`${styled(`${chat.session.channel} ${chat.turns + 1}>`)} `);
      picker.draw();
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
        input.prependListener("keypress", onKey);
        output.on("resize", picker.draw);
        lines.on("SIGINT", () => reject(new UlbotError("interrupted", "interrupted")));
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        lines.on("close", resolve);
        lines.on("line", (line) => {
          take(line).then(
            (goesOn) => goesOn || resolve(),
            (failure) => tellFailure(failure),
          );
        });
        chat.begin().then(ready, reject);
        ready();
      });
    } finally {
      open = undefined;
      input.off("keypress", onKey);
      output.off("resize", picker.draw);
      lines.close();
      output.write("\n");
    }
  }

  return { put, lead };
}
