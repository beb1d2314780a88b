import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect } from "vitest";
import { type Ran, run, runBin, type World } from "../run.ts";

const root = dirname(dirname(import.meta.dirname));

/** The built program. */
export const program = join(root, "bin/ulbot.cjs");

export const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";

/** The token of every run; whatever the program does, it must not show it. */
export const token = "pl4nted/t0ken+that=must-not-show";

export const fixture = (name: string): string => join(root, "test/fixtures/send", name);

/** The environment of every run: the token, and nothing else of ours. */
export const environment = { PATH: process.env.PATH ?? "", ULBOT_SECURITY_TOKEN: token };

const inWorld = (world: World): World => ({ cwd: tmpdir(), ...world, env: { ...environment, ...world.env } });

/** What a run left, which must not hold the planted token, however that may be written. */
function withoutToken(ran: Ran): Ran {
  for (const form of [token, encodeURIComponent(token), Buffer.from(token).toString("base64")]) {
    expect(ran.stdout + ran.stderr).not.toContain(form);
  }
  return ran;
}

/** Runs `ulbot send` as a process of its own. */
export async function send(args: readonly string[], world: World = {}): Promise<Ran> {
  return withoutToken(await runBin(["send", ...args], inWorld(world)));
}

/** Runs `ulbot send` in this process; for what ends before anything is sent. */
export async function sendInProcess(args: readonly string[], world: World = {}): Promise<Ran> {
  return withoutToken(await run(["send", ...args], inWorld(world)));
}

/** Sends a text to an API URL. */
export function sendTo(url: URL, args: readonly string[] = [], world?: World): Promise<Ran> {
  return send(["--url", url.href, "--cid", cid, "-m", "Hello", ...args], world);
}

/** Starts `ulbot send` as a process of its own; for what has to happen while it runs. */
export function start(args: readonly string[]) {
  return execa(process.execPath, [program, "send", ...args], {
    cwd: tmpdir(),
    env: environment,
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
  });
}

/** What a started process left, once it has ended. */
export async function ended(child: ReturnType<typeof start>): Promise<Ran> {
  const { exitCode, stdout, stderr } = await child;
  return withoutToken({ code: exitCode, stdout, stderr });
}
