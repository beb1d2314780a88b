import { dirname, extname, resolve } from "node:path";
import type { FSWatcher } from "chokidar";
import { expandFiles } from "../input/files.ts";
import { createIsIgnored } from "../input/ignored.ts";
import type { ReplayFormat } from "../reporters/replay/index.ts";
import type { Run } from "./command.ts";
import type { Output } from "./outputs.ts";
import { repeatOnChange } from "./repeat-on-change.ts";
import type { ReplayWishes } from "./replay-plan.ts";
import { replayOnce } from "./replay-run.ts";

/** What bots are written in, and what they are told by. Whatever else they write while they run is no change of them. */
const sourceFiles = /\.(?:[cm]?[jt]sx?|py|rb|php|go|rs|java|kt|cs|exs?|json|ya?ml|toml|env)$/;

const isSource = (path: string): boolean => sourceFiles.test(path) || path.endsWith(".env");

/** Watches the fixtures and what is expected of them and, of a bot that is started here, what it is made of. */
async function startWatcher(
  patterns: readonly string[],
  { exec }: ReplayWishes,
  { cwd }: Run["io"],
): Promise<FSWatcher> {
  const { watch } = await import("chokidar");
  const files = (await expandFiles(patterns, cwd)).map((file) => resolve(cwd, file));
  const directories = new Set(files.map((file) => dirname(file)));
  const isIgnored = createIsIgnored(cwd);
  return watch(exec ? [cwd, ...directories] : [...directories], {
    ignoreInitial: true,
    ignored(path, stats) {
      if (path === cwd || directories.has(path)) return false;
      if (/[\\/](?:node_modules|\.git|__pycache__)$/.test(path)) return true;
      if (stats === undefined) return false;
      if (stats.isDirectory()) return isIgnored(`${path}/`);
      return !isSource(path) && extname(path) !== ".jsonl" ? true : isIgnored(path);
    },
  });
}

/** Replays, and again each time a fixture, an expectation or the bot changes. Ends as `repeatOnChange` does. */
export async function replayAgainAndAgain(
  patterns: readonly string[],
  outputs: readonly Output<ReplayFormat>[],
  wishes: ReplayWishes,
  run: Run,
): Promise<never> {
  const watcher = await startWatcher(patterns, wishes, run.io);
  return repeatOnChange(watcher, () => replayOnce(patterns, outputs, wishes, run), run);
}
