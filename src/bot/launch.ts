import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { systemCode, UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { createOutputTail } from "./output-tail.ts";
import { endGroup, endWithProgram, hasGroups } from "./process-group.ts";

export interface BotCommand {
  /** a command line, as it would be typed into a shell */
  readonly command: string;
  /** absolute path of the directory it runs in */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** gets what the bot prints on stdout and stderr as it comes, control characters and all */
  readonly onOutput?: (text: string) => void;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface BotProcess {
  /** the command line it was started with */
  readonly command: string;
  /** Ends the bot and whatever it has started, kindly at first; resolves once all of it is gone. Any number of calls. */
  stop(): Promise<void>;
  /** the last 64 Ki characters of what the bot has printed, control characters and all */
  output(): string;
  /** resolves when the command has ended, by itself or by `stop` */
  readonly exited: Promise<Exit>;
  /** whether the command has ended */
  hasExited(): boolean;
}

// how long what is left in a pipe may take to arrive, once nobody writes to it
const drainMs = 200;

/** Starts a bot's command line as a process group of its own. Throws an `UlbotError` (unavailable) if that fails. */
export async function launch({ command, cwd, env, onOutput }: BotCommand): Promise<BotProcess> {
  // a shell, because the user typed the line for one: `npm start`, `PYTHONPATH=. flask run`, `cd bot && make`
  const child = spawn(command, {
    cwd,
    env: { ...env },
    shell: true,
    detached: hasGroups,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const tail = createOutputTail();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      tail.add(text);
      onOutput?.(text);
    });
  }
  const exited = new Promise<Exit>((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await hasStarted(child, command, cwd);
  const letGo = endWithProgram(child.pid as number);
  let stopped: Promise<void> | undefined;
  return {
    command,
    stop: () => (stopped ??= stop(child, closed).finally(letGo)),
    output: tail.text,
    exited,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
  };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

async function hasStarted(child: Child, command: string, cwd: string): Promise<void> {
  try {
    await once(child, "spawn");
  } catch (cause) {
    const message = `the command "${printable(command)}" cannot be started in ${printable(cwd)} (${systemCode(cause)})`;
    throw new UlbotError("unavailable", message, { hint: "check that the directory exists", cause });
  }
}

async function stop(child: Child, closed: Promise<void>): Promise<void> {
  await endGroup(child.pid as number);
  // a process that left the group may hold the pipes open; ours must not keep us alive for it
  await Promise.race([closed, sleep(drainMs, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
}
