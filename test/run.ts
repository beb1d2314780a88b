import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { execa } from "execa";
import { onTestFinished } from "vitest";
import type { Io } from "../src/io.ts";
import { main } from "../src/main.ts";

/** What a run left behind. */
export interface Ran {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a run takes place; no environment, no input and nothing that stops it, unless told. */
export interface World {
  /** absolute; the repository where it is left out */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** what is on standard input; a stream for `run` only */
  readonly input?: string | Uint8Array | Readable;
  /** whether standard input, output and error are a terminal */
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
}

const root = dirname(import.meta.dirname);

/** The version that a program run by `run` says it has. */
export const version = "1.2.3";

/** Runs the program in this process, as `cli.ts` would for these arguments. */
export async function run(argv: readonly string[], world: World = {}): Promise<Ran> {
  const { cwd = root, env = {}, input = "", isTTY, signal = new AbortController().signal } = world;
  const written = { stdout: "", stderr: "" };
  const output = (name: keyof typeof written) => ({
    isTTY,
    write(text: string) {
      written[name] += text;
    },
  });
  const io: Io = {
    env,
    cwd,
    stdin: Object.assign(input instanceof Readable ? input : Readable.from([Buffer.from(input)]), { isTTY }),
    stdout: output("stdout"),
    stderr: output("stderr"),
    signal,
    version,
    now: () => Date.UTC(2026, 0, 1),
    packagePath: (...segments) => join(root, ...segments),
  };
  return { code: await main(argv, io), ...written };
}

/** Runs the built program in a process of its own; of this process's environment it gets the PATH only. */
export async function runBin(args: readonly string[], { cwd = root, env = {}, input = "" }: World = {}): Promise<Ran> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [join(root, "bin/ulbot.cjs"), ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    extendEnv: false,
    input,
    reject: false,
    stripFinalNewline: false,
  });
  return { code: exitCode, stdout, stderr };
}

/** The path of a new folder with these files, by their paths in it; it goes when the test ends. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ulbot-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}
