import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import * as z from "zod/mini";
import { writeOutput } from "../output.ts";
import type { LintResult } from "./lint.ts";

/** What is remembered of a file: what it looked like from outside, how it was linted, and what that gave. */
const entrySchema = z.object({
  modified: z.number(),
  size: z.number(),
  settings: z.string(),
  result: z.looseObject({}),
});
const cacheSchema = z.object({ version: z.string(), files: z.record(z.string(), entrySchema) });

type Entry = Omit<z.output<typeof entrySchema>, "result"> & { readonly result: LintResult };

/** Results of earlier runs, for files that are as they were then. */
export interface Cache {
  /** the result of a file that was linted with the same settings and has not changed since */
  get(file: string, settings: unknown): LintResult | undefined;
  set(file: string, settings: unknown, result: LintResult): void;
  /** keeps it for the next run; files that are gone are forgotten. Rejects with an `UlbotError` where it can't be written */
  save(): Promise<void>;
}

function statOf(file: string, cwd: string): Pick<Entry, "modified" | "size"> | undefined {
  const stats = statSync(resolve(cwd, file), { throwIfNoEntry: false });
  return stats?.isFile() ? { modified: stats.mtimeMs, size: stats.size } : undefined;
}

function cacheOf(entries: Map<string, Entry>, cwd: string, save: Cache["save"]): Cache {
  const keyOf = (settings: unknown): string => createHash("sha256").update(JSON.stringify(settings)).digest("hex");
  return {
    get(file, settings) {
      const [entry, stats] = [entries.get(file), statOf(file, cwd)];
      const isSame = entry && stats && entry.modified === stats.modified && entry.size === stats.size;
      return isSame && entry.settings === keyOf(settings) ? entry.result : undefined;
    },
    set(file, settings, result) {
      const stats = statOf(file, cwd);
      if (stats) entries.set(file, { ...stats, settings: keyOf(settings), result });
    },
    save,
  };
}

/** A cache that lasts as long as the process. */
export function memoryCache(cwd: string): Cache {
  return cacheOf(new Map(), cwd, async () => {});
}

/** The entries of a cache that this version wrote; none where there is no such file: what can be made again is never a failure. */
function entriesOf(path: string, version: string): Map<string, Entry> {
  try {
    const cache = cacheSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
    // what this version wrote has the results that this version makes
    if (cache.success && cache.data.version === version) return new Map(Object.entries(cache.data.files) as never);
  } catch {
    // begun anew
  }
  return new Map();
}

/** Opens the cache in a file, by a path from `cwd`. `version` is that of ulbot: another one finds other things. */
export function openCache(file: string, { cwd, version }: { readonly cwd: string; readonly version: string }): Cache {
  const path = resolve(cwd, file);
  const entries = entriesOf(path, version);
  return cacheOf(entries, cwd, async () => {
    mkdirSync(dirname(path), { recursive: true });
    const present = [...entries].filter(([name]) => statOf(name, cwd));
    await writeOutput(file, JSON.stringify({ version, files: Object.fromEntries(present) }), cwd);
  });
}
