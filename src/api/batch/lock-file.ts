import { readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { isRunning, ownPid } from "../../bot/process-group.ts";
import { systemCode, UlbotError } from "../../errors.ts";
import { unwritable } from "../../output.ts";
import { printable } from "../../printable.ts";

/**
 * Takes a file for this process alone, by another one beside it; what a process that is gone had taken is free. Gives what lets
 * go of it. Throws an `UlbotError` (usage) where another process has it; `name` is how that calls the file.
 */
export function lockFile(path: string, name: string): () => void {
  const lockPath = `${path}.lock`;
  try {
    writeFileSync(lockPath, String(ownPid), { flag: "wx" });
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw unwritable(name, error);
    takeOver(lockPath, name);
  }
  return () => unlinkSync(lockPath);
}

function takeOver(lockPath: string, name: string): void {
  const holder = Number(readFileSync(lockPath, "utf8"));
  // one that is just being taken is empty; in a container the process before this one had the same number
  if (holder === 0 || (holder !== ownPid && isRunning(holder))) {
    const hint = `wait until it has ended; if it is no ulbot, remove ${printable(name)}.lock`;
    const who = holder === 0 ? "another process" : `process ${holder}`;
    throw new UlbotError("usage", `${printable(name)} is in use by ${who}`, { hint });
  }
  writeFileSync(lockPath, String(ownPid));
}
