import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whether there is a process with this id. */
export function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/**
 * Calls `work` while no other process does the same with this `folder`, and gives what it gives. The folder holds one
 * file named after the owner's process id: renaming a folder over one that isn't empty fails, which makes taking the
 * lock one step, and a process that is gone can lose nothing but its own file. Throws after `patience` milliseconds.
 */
export function withLock(folder, work, patience = 600_000) {
  const mine = `${folder}-${process.pid}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, String(process.pid)), "");
  const end = Date.now() + patience;
  while (!take(mine, folder)) {
    release(folder, (pid) => !isRunning(pid));
    if (Date.now() > end) throw new Error(`waited too long for the process named in ${folder}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  try {
    return work();
  } finally {
    release(folder, (pid) => pid === process.pid);
  }
}

function take(mine, folder) {
  try {
    renameSync(mine, folder);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "EPERM"].includes(error.code)) return false;
    throw error;
  }
}

/** Gives up the lock where its owner is one of those asked for. */
function release(folder, isOwner) {
  try {
    for (const owner of readdirSync(folder)) if (isOwner(Number(owner))) rmSync(join(folder, owner), { force: true });
    rmdirSync(folder);
  } catch (error) {
    if (!["ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"].includes(error.code)) throw error;
  }
}
