import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { endGroup, endWithProgram, hasGroups } from "../bot/process-group.ts";
import { systemCode, UlbotError } from "../errors.ts";
import type { Environment } from "../settings.ts";

export interface CommandRun {
  /** absolute path of the directory it runs in */
  readonly cwd: string;
  readonly env: Environment;
  /** gets what the command prints, as it comes */
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

// how long what is left in a pipe may take to arrive, once nobody should write to it any more
const drainMs = 200;

/**
 * Runs a command of a template, its words parted by blanks, to its end; nothing that it started outlives it. Throws an
 * `UlbotError` (unavailable) where it can't be started or fails, and the reason of `signal` when that aborts.
 */
export async function runCommand(line: string, { cwd, env, onOutput, signal }: CommandRun): Promise<void> {
  signal.throwIfAborted();
  const [program = "", ...args] = line.split(" ");
  // on Windows npm is a batch file, which only a shell can start; no word of the line is the user's
  const child = spawn(program, args, {
    cwd,
    env: { ...env },
    detached: hasGroups,
    shell: !hasGroups,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", onOutput);
  const closed = once(child, "close").catch(() => undefined);
  await once(child, "spawn").catch((cause) => {
    const reason = systemCode(cause) === "ENOENT" ? `there is no ${program} here` : `${program} can't be started`;
    throw new UlbotError("unavailable", reason, { cause });
  });
  const letGo = endWithProgram(child.pid as number);
  try {
    const [code, killedBy] = await once(child, "exit", { signal });
    if (code !== 0) throw new UlbotError("unavailable", `${line} ended with ${killedBy ?? `exit code ${code}`}`);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    await endGroup(child.pid as number);
    await Promise.race([closed, sleep(drainMs, undefined, { ref: false })]);
    child.stdout.destroy();
    child.stderr.destroy();
    letGo();
  }
}
