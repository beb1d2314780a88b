import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemCode, UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import type { Step } from "./plan.ts";

/** Takes back one thing that was done. */
type Undo = () => Promise<unknown>;

/**
 * Carries out the steps in a directory (an absolute path), which is made where it is missing. All of it or nothing: when
 * something fails or `signal` is aborted, what was written goes and what was overwritten comes back. Throws an
 * `UlbotError`.
 */
export async function writeSteps(directory: string, steps: readonly Step[], signal: AbortSignal): Promise<void> {
  const done: Undo[] = [];
  const replaced: string[] = [];
  try {
    for (const step of steps.filter(({ action }) => action !== "keep")) {
      signal.throwIfAborted();
      const path = join(directory, step.path);
      await makeFolder(dirname(path), done);
      if (step.action === "overwrite") replaced.push(await setAside(path, done));
      await writeNew(path, step.content, done);
    }
    signal.throwIfAborted();
  } catch (error) {
    // the first failure is the one to tell; what can't be taken back must not keep the rest from it
    for (const undo of done.reverse()) await undo().catch(() => {});
    throw error instanceof UlbotError ? error : failureOf(error, directory);
  }
  await Promise.all(replaced.map((path) => rm(path)));
}

async function makeFolder(path: string, done: Undo[]): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (systemCode(error) === "EEXIST") return;
    if (systemCode(error) !== "ENOENT") throw error;
    await makeFolder(dirname(path), done);
    await mkdir(path);
  }
  // not recursive: a folder that somebody else has put something into stays
  done.push(() => rmdir(path));
}

/** Renames a file, so that it can come back; a link is renamed itself. Gives the new path. */
async function setAside(path: string, done: Undo[]): Promise<string> {
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside);
  done.push(() => rename(aside, path));
  return aside;
}

/** Writes a file that must not be there, which also keeps the write from following a link. */
async function writeNew(path: string, content: string, done: Undo[]): Promise<void> {
  const file = await open(path, "wx");
  done.push(() => rm(path));
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
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
