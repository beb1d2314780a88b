import { existsSync } from "node:fs";
import { resolve, sep } from "node:path";
import { isReadable } from "../input/file-kind.ts";
import { isGlob } from "../input/files.ts";
import { memoryCache } from "../lint/cache.ts";
import { printable } from "../printable.ts";
import type { Run } from "./command.ts";
import { type LintPlan, lintOnce } from "./lint-run.ts";

/** Editors write in several steps; what comes in so short a time is one change. */
const settling = 50;

/** The directory above everything that a glob can match. */
function baseOf(pattern: string): string {
  const steps = pattern.split("/");
  const first = steps.findIndex((step) => /[*?[\]{}()!+@]/.test(step));
  return steps.slice(0, Math.max(0, first)).join("/") || ".";
}

async function watchedPaths(patterns: readonly string[], cwd: string): Promise<string[]> {
  const paths = patterns.map(async (pattern) =>
    !existsSync(resolve(cwd, pattern)) && (await isGlob(pattern)) ? baseOf(pattern) : pattern,
  );
  return (await Promise.all(paths)).map((path) => resolve(cwd, path));
}

const isLeftAside = (path: string): boolean =>
  path.split(sep).some((step) => step === "node_modules" || step === ".git");

const clearScreen = "\x1b[2J\x1b[3J\x1b[H";

/**
 * Lints, and again each time something changes, what did not change from memory. Rejects with the signal's reason where that
 * aborts.
 */
export async function lintAgainAndAgain(plan: LintPlan, run: Run): Promise<never> {
  const { watch } = await import("chokidar");
  const { io, say } = run;
  const cache = memoryCache(io.cwd);
  const paths = await watchedPaths(plan.patterns, io.cwd);
  const watcher = watch(paths, {
    ignoreInitial: true,
    ignored: (path, stats) =>
      isLeftAside(path) || (stats?.isFile() === true && !paths.includes(path) && !isReadable(path)),
  });
  const rest = () => new Promise<void>((done) => setTimeout(done, settling));
  let wake: (() => void) | undefined;
  let isStale = false;
  const changed = (): void => {
    isStale = true;
    wake?.();
  };
  const aborted = new Promise<never>((_, reject) => {
    io.signal.addEventListener("abort", () => reject(io.signal.reason), { once: true });
  });
  aborted.catch(() => undefined);
  watcher.on("add", changed).on("change", changed).on("unlink", changed);
  try {
    await Promise.race([new Promise<void>((ready) => watcher.once("ready", ready)), aborted]);
    for (;;) {
      isStale = false;
      if (io.stdout.isTTY) io.stdout.write(clearScreen);
      await lintOnce({ ...plan, cache }, run).catch((failure: Error) => {
        io.signal.throwIfAborted();
        say(printable(failure.message));
      });
      say("waiting for changes; Ctrl-C ends it");
      if (!isStale) {
        const next = new Promise<void>((done) => {
          wake = done;
        });
        await Promise.race([next, aborted]);
      }
      await Promise.race([rest(), aborted]);
    }
  } finally {
    await watcher.close();
  }
}
