import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { FSWatcher } from "chokidar";
import { systemCode, UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { failureText } from "../reporters/failure-text.ts";
import type { Run } from "./command.ts";

/** Editors write in several steps; what comes in so short a time is one change, in milliseconds. */
const settling = 50;

const clearScreen = "\x1b[2J\x1b[3J\x1b[H";

/** Works once; what can't be done now may be possible after the next change. */
async function workForNow(work: () => Promise<unknown>, { io, say }: Run): Promise<void> {
  if (io.stdout.isTTY) io.stdout.write(clearScreen);
  try {
    await work();
  } catch (failure) {
    io.signal.throwIfAborted();
    if (!(failure instanceof UlbotError)) throw failure;
    io.stderr.write(failureText(failure));
  }
  say("waiting for changes; Ctrl-C ends it");
}

/**
 * Works, and again each time a watcher sees a change; closes it in the end. Rejects with the signal's reason where that
 * aborts, and with an `UlbotError` where the system can't watch.
 */
export async function repeatOnChange(watcher: FSWatcher, work: () => Promise<unknown>, run: Run): Promise<never> {
  const { signal } = run.io;
  // whoever waits is told; while nobody does, the next change is not far
  watcher.on("error", () => {});
  try {
    await once(watcher, "ready", { signal });
    for (;;) {
      // from before working on, so that nothing is missed
      const change = once(watcher, "all", { signal });
      change.catch(() => undefined);
      await workForNow(work, run);
      await change;
      await setTimeout(settling, undefined, { signal });
    }
  } catch (error) {
    signal.throwIfAborted();
    if (systemCode(error) === undefined) throw error;
    throw new UlbotError("unavailable", `cannot watch: ${printable((error as Error).message)}`, { cause: error });
  } finally {
    await watcher.close();
  }
}
