import { closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { systemCode, UlbotError } from "./errors.ts";
import { printable } from "./printable.ts";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such directory",
  ENOTDIR: "a part of its path is not a directory",
  EISDIR: "it is a directory",
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EROFS: "it is on a file system that is read-only",
};

/** Devices and pipes, such as `/dev/null`: an atomic write would put a file in their place. */
function isSpecial(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** Throws the system's error for a file that may not be written: an atomic write would put another in its place. */
function checkWritable(path: string): void {
  if (existsSync(path)) closeSync(openSync(path, "r+"));
}

/**
 * Writes a report to a file, by a path from `cwd`: all of it or, when that fails, nothing. Throws what `unwritable`
 * gives.
 */
export async function writeOutput(path: string, text: string, cwd: string): Promise<void> {
  const { default: writeFileAtomic } = await import("write-file-atomic");
  try {
    const target = resolve(cwd, path);
    if (isSpecial(target)) return writeFileSync(target, text);
    checkWritable(target);
    await writeFileAtomic(target, text);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** Why a file can't be written: `usage` where its path is of no use, `unavailable` where the system can't write. */
export function unwritable(path: string, cause: unknown): UlbotError {
  const reason = reasons[systemCode(cause) ?? ""];
  const message = `cannot write ${printable(path)}: ${reason ?? (cause as Error).message}`;
  return new UlbotError(reason === undefined ? "unavailable" : "usage", message, { cause });
}

/**
 * Writes what a run made to a file, as `writeOutput` does, whose directory is made where there is none. Throws an
 * `UlbotError` (unavailable): the work is done by then, and the command was a good one.
 */
export async function writeFileIn(path: string, text: string, cwd: string): Promise<void> {
  try {
    mkdirSync(dirname(resolve(cwd, path)), { recursive: true });
    await writeOutput(path, text, cwd);
  } catch (cause) {
    const { message } = cause as Error;
    const isTold = cause instanceof UlbotError;
    throw new UlbotError("unavailable", isTold ? message : `cannot write ${printable(path)}: ${message}`, { cause });
  }
}
