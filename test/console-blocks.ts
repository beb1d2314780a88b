import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { execa } from "execa";
import { onTestFinished } from "vitest";

/**
 * Runs every example of a page: `json NAME`, `jsonl NAME`, `yaml NAME` and `js NAME` blocks are written to a file, `console` blocks are
 * commands with what they print, `console FOLDER` ones run in that folder. `UPDATE_OUTPUTS=1` writes what they print now into
 * the page.
 */
export interface Block {
  readonly kind: string;
  readonly name: string | undefined;
  readonly content: string;
}

/** A folder of its own, with `ulbot` on the path and a stand-in for the API URL. */
export interface Stage {
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
}

const root = resolve(import.meta.dirname, "..");
const fence = /^```(json|jsonl|yaml|js|console)(?: (\S+))?\n([\s\S]*?)^```$/gm;

/** The blocks of a page that are files or commands. */
export const blocksOf = (text: string): Block[] =>
  [...text.matchAll(fence)].map(([, kind = "", name, content = ""]) => ({ kind, name, content }));

/** Opens a stage that closes when the test ends. */
export async function openStage(): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), "ulbot-page-"));
  const bin = join(directory, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "ulbot"), `#!/bin/sh\nexec node ${JSON.stringify(join(root, "bin/ulbot.cjs"))} "$@"\n`);
  chmodSync(join(bin, "ulbot"), 0o755);
  const server = createServer((request, response) => request.resume().on("end", () => response.end()));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const { port } = server.address() as AddressInfo;
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    ULBOT_API_URL: `http://127.0.0.1:${port}/v1/`,
    ULBOT_SECURITY_TOKEN: "a-token-of-this-test",
    NO_COLOR: "1",
    GITHUB_ACTIONS: "",
  };
  return { directory, env };
}

const hasParallel = spawnSync("parallel", ["--version"], { encoding: "utf8" }).stdout?.startsWith("GNU parallel");

/** The command as this machine can run it: without GNU parallel, xargs runs as many of the same command lines at once. */
function runnable(command: string): string {
  const [, work, values] = /^parallel (.*) ::: (.*)$/.exec(command) ?? [];
  if (hasParallel || work === undefined) return command;
  return `printf '%s\\n' ${values} | xargs -P 4 -I{} ${work}`;
}

/** Runs a command on a stage, as a shell would, and gives what it printed on both streams. */
export async function printedBy(command: string, { directory, env }: Stage, folder = "."): Promise<string> {
  const { stdout } = await execa("sh", ["-c", `exec 2>&1; ${runnable(command)}`], {
    cwd: join(directory, folder),
    env,
    reject: false,
    stdin: "ignore",
    stripFinalNewline: false,
  });
  return stdout;
}

/** What `npm install` and a build would do in the bot that was scaffolded. */
function prepareBot(directory: string): void {
  const modules = join(directory, "my-bot", "node_modules");
  mkdirSync(modules);
  for (const name of ["typescript", "@types"]) symlinkSync(join(root, "node_modules", name), join(modules, name));
  symlinkSync(root, join(modules, "ulbot"));
  execFileSync("node", [join(root, "node_modules/typescript/bin/tsc")], { cwd: join(directory, "my-bot") });
}

async function transcript({ content, name }: Block, stage: Stage): Promise<string> {
  const commands = content.split("\n").filter((line) => line.startsWith("$ "));
  const outputs = [];
  for (const command of commands) {
    outputs.push(`${command}\n${await printedBy(command.slice(2), stage, name)}`);
    if (command.includes(" init ")) prepareBot(stage.directory);
  }
  return outputs.join("");
}

/** Writes the files of a page and runs its commands, in their order. Gives what each of the `console` blocks is by now. */
export async function play(blocks: readonly Block[], stage: Stage): Promise<string[]> {
  const printed: string[] = [];
  for (const block of blocks) {
    if (block.kind === "console") printed.push(await transcript(block, stage));
    else if (block.name) {
      const path = join(stage.directory, block.name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, block.content);
    }
  }
  return printed;
}

const withUsualPort = (line: string): string => line.replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:8080");

const scrubbed = (text: string): string =>
  text.replace(/ *\d+(?:\.\d+)? ms/g, " N ms").replace(/127\.0\.0\.1:\d+/g, "HOST");

/** What the `console` blocks of a page are and what they should be, without what differs from run to run. */
export async function checkPage(path: string): Promise<{ shown: string[]; printed: string[] }> {
  const text = readFileSync(path, "utf8");
  const blocks = blocksOf(text);
  const printed = await play(blocks, await openStage());
  const shown = blocks.filter(({ kind }) => kind === "console").map(({ content }) => content);
  if (process.env.UPDATE_OUTPUTS) {
    const outputs = printed.map((output) => output.replace(/^(?!\$ ).*/gm, withUsualPort));
    // times that differ are no reason to write anything
    const isNews = (old: string, index: number) => scrubbed(outputs[index] ?? "") !== scrubbed(old);
    const replaced = (page: string, old: string, index: number) =>
      isNews(old, index) ? page.replace(old, () => outputs[index] ?? "") : page;
    writeFileSync(path, shown.reduce(replaced, text));
    return { shown: [], printed: [] };
  }
  return { shown: shown.map(scrubbed), printed: printed.map(scrubbed) };
}
