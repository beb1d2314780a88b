import { readdirSync, type Stats, statSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { isReadable } from "./file-kind.ts";
import { filesMatching, isGlob, stdinName, unreadable } from "./files.ts";
import type { IsIgnored } from "./ignored.ts";

/** A file to read. */
export interface InputFile {
  /** as it was written, or found from the working directory; `-` for standard input */
  readonly file: string;
  /** true where nobody named it, so that it may be something else altogether */
  readonly isFound: boolean;
}

/** What is looked for. */
export interface FindOptions {
  readonly cwd: string;
  /** take what git ignores, too */
  readonly withIgnored?: boolean | undefined;
}

const named = (file: string): InputFile => ({ file, isFound: false });

const isBelow = (directory: string, path: string): boolean => !relative(directory, path).startsWith("..");

/** What tells whether something in a directory is ignored. */
async function ignoring(path: string, { cwd, withIgnored }: FindOptions): Promise<IsIgnored> {
  if (withIgnored) return () => false;
  const { createIsIgnored } = await import("./ignored.ts");
  return createIsIgnored(isBelow(cwd, path) ? cwd : path);
}

/** The files below a directory that can be read by what their names tell. Links to directories are not followed. */
function walk(directory: string, isIgnored: IsIgnored): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry): string[] => {
    const path = join(directory, entry.name);
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    if (entry.isDirectory()) return isIgnored(`${path}/`) ? [] : walk(path, isIgnored);
    const isFile = entry.isFile() || (entry.isSymbolicLink() && statsOf(path)?.isFile());
    return isFile && isReadable(entry.name) && !isIgnored(path) ? [path] : [];
  });
}

async function filesIn(directory: string, options: FindOptions): Promise<string[]> {
  const path = resolve(options.cwd, directory);
  const isIgnored = await ignoring(path, options);
  let files: string[];
  try {
    files = walk(path, isIgnored);
  } catch (error) {
    throw unreadable(directory, error);
  }
  const prefix = directory.replaceAll(sep, "/");
  if (files.length > 0)
    return files.map((file) => posix.join(prefix, relative(path, file).replaceAll(sep, "/"))).sort();
  const names = "ulbot reads .json, .jsonl, .ndjson, .yaml and .yml, each also with .gz";
  const hint = options.withIgnored ? names : `${names}; what git ignores is left out without --no-ignore`;
  throw new UlbotError("usage", `there is nothing to read in ${printable(directory)}`, { hint });
}

async function filesOf(glob: string, options: FindOptions): Promise<string[]> {
  const isIgnored = await ignoring(options.cwd, options);
  const files = await filesMatching(glob, options.cwd);
  const kept = files.filter((file) => !isIgnored(resolve(options.cwd, file)));
  if (kept.length > 0) return kept;
  const hint = "name the files themselves, or use --no-ignore";
  throw new UlbotError("usage", `git ignores every file that matches ${printable(glob)}`, { hint });
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

async function expand(pattern: string, options: FindOptions): Promise<InputFile[]> {
  if (pattern === stdinName) return [named(pattern)];
  const stats = statsOf(resolve(options.cwd, pattern));
  if (stats?.isDirectory()) return (await filesIn(pattern, options)).map((file) => ({ file, isFound: true }));
  const isName = stats !== undefined || !(await isGlob(pattern));
  return isName ? [named(pattern)] : (await filesOf(pattern, options)).map(named);
}

/**
 * The files that names, directories and globs stand for, each once whatever it is called, in the order given. What git
 * ignores is left out but where it was named. A name that can't be read stays, for its reader to tell. Throws an `UlbotError`
 * for a directory or a glob that stands for nothing.
 */
export async function findFiles(patterns: readonly string[], options: FindOptions): Promise<InputFile[]> {
  const lists = await Promise.all(patterns.map((pattern) => expand(pattern, options)));
  const files = new Map<string, InputFile>();
  for (const one of lists.flat()) {
    const path = one.file === stdinName ? stdinName : resolve(options.cwd, one.file);
    const { file, isFound } = files.get(path) ?? one;
    files.set(path, { file, isFound: isFound && one.isFound });
  }
  return [...files.values()];
}
