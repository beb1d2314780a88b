import { statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import type { FSWatcher } from "chokidar";
import { isReadable } from "../input/file-kind.ts";
import { isGlob } from "../input/files.ts";
import { memoryCache } from "../lint/cache.ts";
import type { Run } from "./command.ts";
import { type LintPlan, lintOnce } from "./lint-run.ts";
import { repeatOnChange } from "./repeat-on-change.ts";

/** The directory above everything that a glob can match. */
function baseOf(pattern: string): string {
  const steps = pattern.split("/");
  const first = steps.findIndex((step) => /[*?[\]{}()!+@]/.test(step));
  return steps.slice(0, Math.max(0, first)).join("/") || (pattern.startsWith("/") ? "/" : ".");
}

/** What to look for changes in, by absolute paths. */
interface Watched {
  readonly files: ReadonlySet<string>;
  /** with all that is below */
  readonly directories: readonly string[];
}

async function watchedBy(patterns: readonly string[], cwd: string): Promise<Watched> {
  const files = new Set<string>();
  const directories: string[] = [];
  for (const pattern of patterns) {
    const stats = statSync(resolve(cwd, pattern), { throwIfNoEntry: false });
    if (stats?.isDirectory()) directories.push(resolve(cwd, pattern));
    else if (stats === undefined && (await isGlob(pattern))) directories.push(resolve(cwd, baseOf(pattern)));
    else files.add(resolve(cwd, pattern));
  }
  return { files, directories };
}

/** Whether a change is of no interest: in what other tools keep, or in what is not linted. */
const isForeign = (path: string, isFile: boolean): boolean =>
  /[\\/](node_modules|\.[^\\/]*)$/.test(path) || (isFile && !isReadable(path));

/** Watches what the plan lints. Files are watched from their directories, so that others can take their places. */
async function startWatcher({ patterns, outputs }: LintPlan, cwd: string): Promise<FSWatcher> {
  const { watch } = await import("chokidar");
  const { files, directories } = await watchedBy(patterns, cwd);
  const roots = new Set([...directories, ...Array.from(files, (file) => dirname(file))]);
  const own = new Set(outputs.flatMap(({ file }) => (file === undefined ? [] : resolve(cwd, file))));
  const isBelow = (path: string): boolean => directories.some((directory) => path.startsWith(join(directory, sep)));
  return watch([...roots], {
    ignoreInitial: true,
    ignored(path, stats) {
      if (roots.has(path) || files.has(path)) return false;
      return !isBelow(path) || own.has(path) || isForeign(path, stats?.isFile() === true);
    },
  });
}

/** Lints, and again each time something changes, what did not change from memory. Ends as `repeatOnChange` does. */
export async function lintAgainAndAgain(plan: LintPlan, run: Run): Promise<never> {
  const { cwd } = run.io;
  const remembering = { ...plan, cache: plan.cache ?? memoryCache(cwd) };
  return repeatOnChange(await startWatcher(plan, cwd), () => lintOnce(remembering, run), run);
}
