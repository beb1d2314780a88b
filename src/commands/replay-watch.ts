import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { FSWatcher } from "chokidar";
import { expectedPathOf } from "../expected/expected-path.ts";
import { createIsIgnored } from "../input/ignored.ts";
import type { ReplayFormat } from "../reporters/replay/index.ts";
import type { Run } from "./command.ts";
import type { Output } from "./outputs.ts";
import { type IsOwnChange, repeatOnChange } from "./repeat-on-change.ts";
import type { ReplayWishes } from "./replay-plan.ts";
import { replayOnce } from "./replay-run.ts";

/** What bots are written in. Whatever else they write while they run is no change of them. */
const code = /\.(?:[cm]?[jt]sx?|py|rb|php|go|rs|java|kt|cs|exs?)$/;

/** What bots are told by, and what they write themselves. */
const data = /\.(?:json|ya?ml|toml|env)$/;

/** What there is to look for changes in, by absolute paths. */
interface Watched {
  readonly directories: readonly string[];
  isFixture(path: string): boolean;
}

/** Where the fixtures are, those that there will be as well, and which of all files they are. */
async function watchedBy(patterns: readonly string[], cwd: string): Promise<Watched> {
  const { default: picomatch } = await import("picomatch");
  const paths = new Set<string>();
  const globs: string[] = [];
  const directories: string[] = [];
  for (const pattern of patterns) {
    const path = resolve(cwd, pattern);
    const { isGlob, base } = picomatch.scan(pattern);
    if (isGlob && !existsSync(path)) {
      globs.push(relative(cwd, path).replaceAll(sep, "/"));
      directories.push(resolve(cwd, base));
    } else {
      paths.add(path);
      directories.push(dirname(path));
    }
  }
  const matches = globs.length > 0 ? picomatch(globs) : () => false;
  return { directories, isFixture: (path) => paths.has(path) || matches(relative(cwd, path).replaceAll(sep, "/")) };
}

/** The fixtures, the expected answers beside them and, of a bot that is started here, all that it may be made of. */
async function startWatcher(watched: Watched, { exec }: ReplayWishes, cwd: string): Promise<FSWatcher> {
  const { watch } = await import("chokidar");
  const roots = new Set(exec ? [cwd, ...watched.directories] : watched.directories);
  const isIgnored = createIsIgnored(cwd);
  const isOfBot = (path: string): boolean => exec !== undefined && path.startsWith(join(cwd, sep)) && isMadeOf(path);
  return watch([...roots], {
    ignoreInitial: true,
    ignored(path, stats) {
      if (roots.has(path)) return false;
      if (/[\\/](?:node_modules|\.git|__pycache__)$/.test(path)) return true;
      if (stats === undefined) return false;
      if (stats.isDirectory()) return isIgnored(`${path}/`);
      return !watched.isFixture(path) && !path.endsWith(expectedPathOf("")) && (!isOfBot(path) || isIgnored(path));
    },
  });
}

const isMadeOf = (path: string): boolean => code.test(path) || data.test(path);

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Whether a run wrote a file itself: its reports, what `--update` writes, a bot's own data. Who writes code, or what is played,
 * while a run goes on wants another one.
 */
function createIsOwn({ isFixture }: Watched, { update }: ReplayWishes): IsOwnChange {
  const isWanted = (path: string): boolean =>
    code.test(path) || isFixture(path) || (path.endsWith(expectedPathOf("")) && !update);
  return (path, ended) => !isWanted(path) && (ended === undefined || changedAt(path) <= ended);
}

/** Replays, and again each time a fixture, an expectation or the bot changes. Ends as `repeatOnChange` does. */
export async function replayAgainAndAgain(
  patterns: readonly string[],
  outputs: readonly Output<ReplayFormat>[],
  wishes: ReplayWishes,
  run: Run,
): Promise<never> {
  const { cwd } = run.io;
  const watched = await watchedBy(patterns, cwd);
  const watcher = await startWatcher(watched, wishes, cwd);
  return repeatOnChange(watcher, () => replayOnce(patterns, outputs, wishes, run), run, createIsOwn(watched, wishes));
}
