import { on, once } from "node:events";
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

/** Whether a change of a path comes from the work itself, which has ended then, if it has; milliseconds since the Unix epoch. */
export type IsOwnChange = (path: string, workEnded: number | undefined) => boolean;

/** Resolves once something has changed that counts. Rejects where the signal aborts. */
async function nextChange(watcher: FSWatcher, counts: (path: string) => boolean, signal: AbortSignal): Promise<void> {
  for await (const [, path] of on(watcher, "all", { signal })) if (counts(path)) return;
}

/**
 * Works, and again each time a watcher sees a change that the work has not made; closes it in the end. Rejects with the signal's
 * reason where that aborts, and with an `UlbotError` where the system can't watch.
 */
export async function repeatOnChange(
  watcher: FSWatcher,
  work: () => Promise<unknown>,
  run: Run,
  isOwn: IsOwnChange = () => false,
): Promise<never> {
  const { signal, now } = run.io;
  // whoever waits is told; while nobody does, the next change is not far
  watcher.on("error", () => {});
  try {
    await once(watcher, "ready", { signal });
    for (;;) {
      let ended: number | undefined;
      // from before working on, so that nothing is missed
      const change = nextChange(watcher, (path) => !isOwn(path, ended), signal);
      change.catch(() => undefined);
      await workForNow(work, run);
      ended = now();
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
