import type { Run } from "./command.ts";

/** A line on stderr that says how far long work has come, on a terminal only. */
export interface Progress {
  /** shows a text in the place of the one before, unless that is too new */
  show(text: () => string): void;
  /** takes the line away */
  clear(): void;
}

/** Work that is done sooner needs no such line; and nobody reads faster than that. */
const patience = 500;
const pause = 100;

/** Makes the line; it appears once the work takes long. */
export function createProgress({ io, globals }: Pick<Run, "io" | "globals">): Progress {
  if (!io.stderr.isTTY || globals.quiet) return { show() {}, clear() {} };
  const { stderr } = io;
  let next = io.now() + patience;
  let isShown = false;
  return {
    show(text) {
      if (io.now() < next) return;
      next = io.now() + pause;
      isShown = true;
      stderr.write(`\r\x1b[K${text().slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    clear() {
      if (isShown) stderr.write("\r\x1b[K");
      isShown = false;
    },
  };
}
