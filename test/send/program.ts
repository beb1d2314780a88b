import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa, type ResultPromise } from "execa";
import { afterAll, expect } from "vitest";

const root = dirname(dirname(import.meta.dirname));
const program = join(root, "bin/ulbot.cjs");

export const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";

/** The token of every run; whatever the program does, it must not show it. */
export const token = "pl4nted/t0ken+that=must-not-show";

export const fixture = (name: string): string => join(root, "test/fixtures/send", name);

/** What a run of the program left. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** all of standard input */
  readonly input?: string;
  /** "pipe" to write to it while the program runs; without it and `input` there is none */
  readonly stdin?: "pipe";
}

/** An empty folder that is gone after the tests of a file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "ulbot-send-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The environment of every run: the token, and nothing of ours. */
export const environment = { PATH: process.env.PATH ?? "", ULBOT_SECURITY_TOKEN: token };

/** Starts the built program; for what has to happen while it runs. */
export function start(
  args: readonly string[],
  { env = {}, cwd = tmpdir(), input, stdin }: RunOptions = {},
): ResultPromise {
  return execa(process.execPath, [program, ...args], {
    cwd,
    env: { ...environment, ...env },
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    ...(input === undefined ? { stdin: stdin ?? "ignore" } : { input }),
  });
}

/** What a started program left once it has ended. The planted token is in none of it, however it may be written. */
export async function ended(child: ResultPromise): Promise<Ran> {
  const { exitCode = -1, stdout, stderr } = await child;
  const shown = `${stdout}${stderr}`;
  for (const form of [token, encodeURIComponent(token), Buffer.from(token).toString("base64")]) {
    expect(shown).not.toContain(form);
  }
  return { exitCode, stdout: String(stdout), stderr: String(stderr) };
}

/** Runs `ulbot send` to its end. */
export function send(args: readonly string[], options?: RunOptions): Promise<Ran> {
  return ended(start(["send", ...args], options));
}

/** Sends a text to an API URL. */
export function sendTo(url: URL, args: readonly string[] = [], options?: RunOptions): Promise<Ran> {
  return send(["--url", url.href, "--cid", cid, "-m", "Hello", ...args], options);
}
