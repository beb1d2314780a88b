import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** Whether the process with this id still runs. A zombie doesn't, and in a container may be one forever. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === "EPERM";
  }
}

function isZombie(pid) {
  const path = `/proc/${pid}/stat`;
  return existsSync(path) && /\) Z [^)]*$/.test(readFileSync(path, "latin1"));
}

/**
 * Calls `work` while no other process does the same with this `folder`, and gives what it gives. The folder holds one
 * file named after the owner's process id: a folder can't be renamed over one that isn't empty, which makes taking the
 * lock one step, and clearing up after a process that is gone removes no file but its own. Throws after `patience`
 * milliseconds.
 */
export function withLock(folder, work, patience = 600_000) {
  const end = Date.now() + patience;
  while (!take(folder)) {
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

function take(folder) {
  const mine = `${folder}-${process.pid}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, String(process.pid)), "");
  try {
    renameSync(mine, folder);
    return true;
  } catch (error) {
    rmSync(mine, { recursive: true });
    return unless(["ENOTEMPTY", "EEXIST", "EPERM"], error);
  }
}

/** Gives up the lock where its owner is one of those asked for. */
function release(folder, isOwner) {
  try {
    for (const owner of readdirSync(folder)) if (isOwner(Number(owner))) rmSync(join(folder, owner), { force: true });
    rmdirSync(folder);
  } catch (error) {
    unless(["ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"], error);
  }
}

function unless(codes, error) {
  if (!codes.includes(error.code)) throw error;
  return false;
}
