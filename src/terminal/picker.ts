import { clearScreenDown, cursorTo, type Interface, type Key, moveCursor } from "node:readline";
import type { WriteStream } from "node:tty";
import type { Choice } from "../simulator/choices.ts";
import { type Highlight, type HighlightRows, moved } from "./highlight.ts";

export interface PickerOptions {
  /** what is typed, and the prompt before it */
  readonly lines: Interface;
  readonly output: NodeJS.WritableStream & Partial<Pick<WriteStream, "columns" | "rows">>;
  readonly onOffer: () => Choice | undefined;
  readonly rowsOf: HighlightRows;
}

/** A list below an empty prompt, through which the arrow keys move while the bot offers something. */
export interface Picker {
  /** Draws the prompt, and the list below it. */
  draw(): void;
  /** To be called with each key before it reaches the prompt. What the list has made of it is no key any more. */
  press(key: Key): void;
}

const steps: Readonly<Record<string, 1 | -1>> = { up: -1, down: 1 };

/** A list that is not open yet. */
export function createPicker({ lines, output, onOffer, rowsOf }: PickerOptions): Picker {
  let last: Highlight | undefined;

  /** What is highlighted, as long as it is on offer. */
  function current(): Highlight | undefined {
    if (last?.options !== onOffer()?.options) last = undefined;
    return last;
  }

  function draw(): void {
    lines.prompt(true);
    const highlight = current();
    if (!highlight) return;
    const room = { width: output.columns ?? 80, height: (output.rows ?? 24) - 2 };
    const rows = rowsOf(highlight, room);
    const { cols } = lines.getCursorPos();
    output.write(rows.map((row) => `\n${row}`).join(""));
    moveCursor(output, 0, -rows.length);
    cursorTo(output, cols);
  }

  function move(by: 1 | -1): boolean {
    const options = onOffer()?.options;
    if (lines.line !== "" || !options) return false;
    last = moved(current(), options, by);
    draw();
    return true;
  }

  /** Leaves the list; Enter chooses by the number, as somebody would who types. */
  function leave({ name }: Key): void {
    const highlight = current();
    if (!last && !highlight) return;
    last = undefined;
    clearScreenDown(output);
    if (highlight && name === "return") lines.write(String(highlight.index + 1));
  }

  return {
    draw,
    press(key) {
      const by = key.ctrl || key.meta || key.shift ? undefined : steps[key.name ?? ""];
      if (by === undefined || !move(by)) leave(key);
      else key.name = "";
    },
  };
}
