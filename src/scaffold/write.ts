import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { systemCode, UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import type { Step } from "./plan.ts";

/** Takes back one thing that was done. */
type Undo = () => void;

/**
 * Carries out the steps in a directory (an absolute path), which is made where it is missing. All of it or nothing: when
 * something fails or `signal` is aborted, what was written goes and what was overwritten comes back. Throws an
 * `UlbotError`.
 */
export async function writeSteps(directory: string, steps: readonly Step[], signal: AbortSignal): Promise<void> {
  const done: Undo[] = [];
  const replaced: string[] = [];
  try {
    for (const { path, content, action } of steps) {
      // lets a signal in: the calls below are synchronous, which for small files takes a fraction of the time
      await nextTurn();
      signal.throwIfAborted();
      if (action === "keep") continue;
      const target = join(directory, path);
      makeFolder(dirname(target), done);
      if (action === "overwrite") replaced.push(setAside(target, done));
      writeNew(target, content, done);
    }
  } catch (error) {
    takeBack(done);
    throw error instanceof UlbotError ? error : failureOf(error, directory);
  }
  for (const path of replaced) rmSync(path);
}

function makeFolder(path: string, done: Undo[]): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (systemCode(error) === "EEXIST") return;
    if (systemCode(error) !== "ENOENT") throw error;
    makeFolder(dirname(path), done);
    mkdirSync(path);
  }
  // not recursive: a folder that somebody else has put something into stays
  done.push(() => rmdirSync(path));
}

/** Renames a file, so that it can come back; a link is renamed itself. Gives the new path. */
function setAside(path: string, done: Undo[]): string {
  const aside = `${path}.${randomUUID()}`;
  renameSync(path, aside);
  done.push(() => renameSync(aside, path));
  return aside;
}

/** Writes a file that must not be there, which also keeps the write from following a link. */
function writeNew(path: string, content: string, done: Undo[]): void {
  // .env holds secrets, by custom: nobody else on this machine may read it
  const file = openSync(path, "wx", basename(path) === ".env" ? 0o600 : 0o666);
  done.push(() => rmSync(path));
  try {
    writeFileSync(file, content);
  } finally {
    closeSync(file);
  }
}

function takeBack(done: readonly Undo[]): void {
  for (const undo of done.toReversed()) {
    try {
      undo();
    } catch {
      // the first failure is the one to tell; this one must not keep the rest from being taken back
    }
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENAMETOOLONG: "its name is too long",
  ENOTDIR: "a part of its path is not a directory",
  EEXIST: "it has appeared meanwhile",
};

function failureOf(error: unknown, directory: string): UlbotError {
  const code = systemCode(error);
  const { path = directory, message } = error as NodeJS.ErrnoException;
  const reason = (code && reasons[code]) ?? message;
  return new UlbotError("unavailable", `cannot write ${printable(path)}: ${reason}`, {
    hint: "nothing was changed: what had been written before is gone again",
    cause: error,
  });
}
