import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod/mini";
import { writeFileIn } from "../output.ts";
import type { LintResult } from "./lint.ts";

const count = z.int().check(z.nonnegative());
const result = z.object({
  findings: z.array(z.looseObject({ rule: z.string(), message: z.string(), file: z.string() })),
  counts: z.object({ error: count, warning: count, info: count }),
  events: count,
  readable: z.boolean(),
});
/** What is remembered of a file: what it looked like from outside, how it was linted, and what that gave. */
const entrySchema = z.object({ modified: z.number(), size: z.number(), settings: z.string(), result });
const cacheSchema = z.object({ version: z.string(), cwd: z.string(), files: z.record(z.string(), entrySchema) });

type Entry = Omit<z.output<typeof entrySchema>, "result"> & { readonly result: LintResult };

/** What a cache has of one file. */
export interface Cached {
  /** the result of linting it with the same settings, where it has not changed since */
  readonly result: LintResult | undefined;
  /** remembers what linting it gave, as it was when this was asked for */
  keep(result: LintResult): void;
}

/** Results of earlier runs, for files that are as they were then. */
export interface Cache {
  find(file: string, settings: unknown): Cached;
  /** keeps it for the next run; files that are gone are forgotten. Rejects with an `UlbotError` where it can't be written */
  save(): Promise<void>;
}

/** Where a cache stands, and who writes it: another version of ulbot finds other things. */
export interface CacheOwner {
  readonly cwd: string;
  readonly version: string;
}

function statOf(file: string, cwd: string): Pick<Entry, "modified" | "size"> | undefined {
  try {
    const stats = statSync(resolve(cwd, file));
    return stats.isFile() ? { modified: stats.mtimeMs, size: stats.size } : undefined;
  } catch {
    // whoever reads it tells why it can't be read
    return undefined;
  }
}

const hashOf = (settings: unknown): string => createHash("sha256").update(JSON.stringify(settings)).digest("hex");

function cacheOf(entries: Map<string, Entry>, cwd: string, save: Cache["save"]): Cache {
  return {
    find(file, value) {
      // taken before the file is read: what is written to it meanwhile makes it another one
      const stats = statOf(file, cwd);
      const settings = hashOf(value);
      const entry = entries.get(file);
      const isSame = entry?.modified === stats?.modified && entry?.size === stats?.size && entry?.settings === settings;
      return {
        result: isSame ? entry?.result : undefined,
        keep(result) {
          if (stats) entries.set(file, { ...stats, settings, result });
        },
      };
    },
    save,
  };
}

/** A cache that lasts as long as the process. */
export function memoryCache(cwd: string): Cache {
  return cacheOf(new Map(), cwd, async () => {});
}

/** The entries of a cache that its owner wrote; none where there is no such file: what can be made again is never a failure. */
function entriesOf(path: string, { cwd, version }: CacheOwner): Map<string, Entry> {
  try {
    const cache = cacheSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
    // what this version wrote has the results that this version makes
    const isOwn = cache.success && cache.data.version === version && cache.data.cwd === cwd;
    if (isOwn) return new Map(Object.entries(cache.data.files) as never);
  } catch {
    // begun anew
  }
  return new Map();
}

/** Opens the cache in a file, by a path from the owner's working directory, which its files are named from. */
export function openCache(file: string, owner: CacheOwner): Cache {
  const { cwd, version } = owner;
  const entries = entriesOf(resolve(cwd, file), owner);
  return cacheOf(entries, cwd, async () => {
    const present = [...entries].filter(([name]) => statOf(name, cwd));
    await writeFileIn(file, JSON.stringify({ version, cwd, files: Object.fromEntries(present) }), cwd);
  });
}
