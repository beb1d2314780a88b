import { lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { systemCode, UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { foldersAbove, type PlannedFile, type Presence, type Present } from "./plan.ts";

/**
 * What a directory (an absolute path) holds, as far as the planned files are concerned; nothing where it isn't there.
 * Throws an `UlbotError` where it can't be a directory.
 */
export function inspect(directory: string, files: readonly PlannedFile[]): Present {
  const entries = listEntries(directory);
  const planned = new Map<string, Presence>();
  for (const path of new Set(files.flatMap((file) => [...foldersAbove(file.path), file.path]))) {
    const presence = entries.length > 0 ? presenceOf(join(directory, path)) : undefined;
    if (presence) planned.set(path, presence);
  }
  return { planned, entries };
}

/** The names of all entries of a directory, none where there is none. Throws an `UlbotError` where it can't be one. */
export function listEntries(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch (cause) {
    if (systemCode(cause) === "ENOENT" && !presenceOf(directory)) return [];
    const message = `cannot use ${printable(directory)} as a directory: ${whyUnusable(directory)}`;
    throw new UlbotError("usage", message, { cause });
  }
}

function whyUnusable(directory: string): string {
  try {
    return statSync(directory).isDirectory() ? "it may not be read" : "it is a file";
  } catch (error) {
    if (systemCode(error) === "ENOENT") return "it is a link that leads nowhere";
    return systemCode(error) === "ENOTDIR" ? "a part of its path is a file" : String(systemCode(error));
  }
}

function presenceOf(path: string): Presence | undefined {
  try {
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) return "link";
    if (stats.isDirectory()) return "folder";
    return stats.isFile() ? "file" : "other";
  } catch (cause) {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(cause) ?? "")) return undefined;
    throw new UlbotError("usage", `cannot look at ${printable(path)} (${systemCode(cause)})`, { cause });
  }
}
