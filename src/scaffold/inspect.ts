import { lstat, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { systemCode, UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { foldersAbove, type PlannedFile, type Presence, type Present } from "./plan.ts";

/** What a directory (an absolute path) holds, as far as the planned files are concerned; nothing where it isn't there. */
export async function inspect(directory: string, files: readonly PlannedFile[]): Promise<Present> {
  const entries = await listEntries(directory);
  const paths = new Set(files.flatMap(({ path }) => [...foldersAbove(path), path]));
  const planned = new Map<string, Presence>();
  for (const path of paths) {
    const presence = entries.length > 0 ? await presenceOf(join(directory, path)) : undefined;
    if (presence) planned.set(path, presence);
  }
  return { planned, entries };
}

/** The names of all entries of a directory, none where there is none. Throws an `UlbotError` where it can't be one. */
export async function listEntries(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (cause) {
    const isMissing = systemCode(cause) === "ENOENT" && !(await presenceOf(directory));
    if (isMissing) return [];
    throw new UlbotError("usage", `cannot use ${printable(directory)} as a directory: ${await reasonFor(directory)}`, {
      cause,
    });
  }
}

async function reasonFor(directory: string): Promise<string> {
  const stats = await stat(directory).catch(systemCode);
  if (stats === "ENOENT") return "it is a link that leads nowhere";
  if (stats === "ENOTDIR") return "a part of its path is a file";
  return typeof stats === "object" && !stats.isDirectory() ? "it is a file" : "it may not be read";
}

async function presenceOf(path: string): Promise<Presence | undefined> {
  const stats = await lstat(path).catch((error: unknown) => {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) return undefined;
    throw new UlbotError("usage", `cannot look at ${printable(path)} (${systemCode(error)})`, { cause: error });
  });
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) return "link";
  if (stats.isDirectory()) return "folder";
  return stats.isFile() ? "file" : "other";
}
