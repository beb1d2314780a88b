import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import program, { kill, pid as ownId, platform } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { systemCode } from "../errors.ts";

/** Whether processes can be put into groups here; Windows has trees only. */
export const hasGroups = platform !== "win32";

const steps = [
  { signal: "SIGTERM", patienceMs: 3000 },
  // nothing outlives this but a process stuck in the kernel, and there is no use in waiting for that one
  { signal: "SIGKILL", patienceMs: 2000 },
] as const;

const pollMs = 20;

/** Ends every process of the group led by `pid`: kindly, after 3 s by force. Resolves once they are gone. */
export async function endGroup(pid: number): Promise<void> {
  if (!hasGroups) return endTree(pid);
  for (const { signal, patienceMs } of steps) {
    if (!reach(pid, signal) || (await isGoneWithin(pid, patienceMs))) return;
  }
}

/**
 * Ends the group by force when this program exits without having ended it: a second Ctrl-C, a closed pipe, a bug. Gives what
 * takes that back.
 */
export function endWithProgram(pid: number): () => void {
  const end = () => {
    reach(pid, "SIGKILL");
  };
  program.once("exit", end);
  return () => {
    program.off("exit", end);
  };
}

async function endTree(pid: number): Promise<void> {
  const taskkill = spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
  await once(taskkill, "exit");
}

async function isGoneWithin(pid: number, patienceMs: number): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (groupLives(pid)) {
    if (performance.now() > end) return false;
    await sleep(pollMs);
  }
  return true;
}

/** The number of this very process. */
export const ownPid: number = ownId;

/** Whether there is a process of that number that is more than a zombie. */
export function isRunning(pid: number): boolean {
  try {
    kill(pid, 0);
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
  return platform !== "linux" || !"ZX".includes(statOf(String(pid))?.[0] ?? "X");
}

function groupLives(pid: number): boolean {
  return reach(pid, 0) && (platform !== "linux" || hasLivingMember(pid));
}

/** Sends a signal to a group; false if there is none to get it (macOS says EPERM where only zombies are left). */
function reach(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return kill(-pid, signal);
  } catch {
    return false;
  }
}

/**
 * Whether a process of the group is more than a zombie. A zombie counts for `kill`, and stays forever where process 1
 * does not reap orphans, as in most containers.
 */
function hasLivingMember(group: number): boolean {
  return readdirSync("/proc").some((name) => /^\d+$/.test(name) && livesIn(group, name));
}

function livesIn(group: number, pid: string): boolean {
  const [state = "", , processGroup] = statOf(pid) ?? [];
  return Number(processGroup) === group && !"ZX".includes(state);
}

/** The state of a process, its parent, its group and more; `undefined` where it is gone. */
function statOf(pid: string): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // "pid (name) state parent group …", where the name may hold anything: see proc_pid_stat(5)
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
