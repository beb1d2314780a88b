import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/**
 * Runs every example of the README: `json NAME` blocks are written to a file, `console` blocks are commands with what they
 * print, `console FOLDER` ones run in that folder. `ULBOT_UPDATE=1` writes what they print now into the README.
 */
const root = resolve(import.meta.dirname, "..");
const readme = join(root, "README.md");
const fence = /^```(json|console)(?: (\S+))?\n([\s\S]*?)^```$/gm;

interface Block {
  readonly kind: string;
  readonly name: string | undefined;
  readonly content: string;
}

const blocksOf = (text: string): Block[] =>
  [...text.matchAll(fence)].map(([, kind = "", name, content = ""]) => ({ kind, name, content }));

const scrubbed = (text: string): string =>
  text.replace(/ *\d+(?:\.\d+)? ms/g, " N ms").replace(/127\.0\.0\.1:\d+/g, "HOST");

const text = readFileSync(readme, "utf8");
const blocks = blocksOf(text);
let directory: string;
let server: Server;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "ulbot-readme-"));
  mkdirSync(join(directory, "bin"));
  writeFileSync(
    join(directory, "bin", "ulbot"),
    `#!/bin/sh\nexec node ${JSON.stringify(join(root, "bin/ulbot.cjs"))} "$@"\n`,
  );
  chmodSync(join(directory, "bin", "ulbot"), 0o755);
  server = createServer((request, response) => request.resume().on("end", () => response.end()));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});

afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true, force: true });
});

/** What `npm install` and a build would do in the scaffolded bot. */
function prepareBot(): void {
  const modules = join(directory, "my-bot", "node_modules");
  mkdirSync(modules);
  for (const name of ["typescript", "@types"]) symlinkSync(join(root, "node_modules", name), join(modules, name));
  symlinkSync(root, join(modules, "ulbot"));
  execFileSync("node", [join(root, "node_modules/typescript/bin/tsc")], { cwd: join(directory, "my-bot") });
}

async function transcript({ content, name }: Block): Promise<string> {
  const commands = content.split("\n").filter((line) => line.startsWith("$ "));
  const { port } = server.address() as AddressInfo;
  const env = {
    PATH: `${join(directory, "bin")}:${process.env.PATH}`,
    ULBOT_API_URL: `http://127.0.0.1:${port}/v1/`,
    ULBOT_SECURITY_TOKEN: "a-token-of-this-test",
    NO_COLOR: "1",
  };
  const cwd = join(directory, name ?? ".");
  const outputs = [];
  for (const command of commands) {
    const result = await execa("sh", ["-c", `exec 2>&1; ${command.slice(2)}`], {
      cwd,
      env,
      reject: false,
      stdin: "ignore",
    });
    outputs.push(`${command}\n${result.stdout ? `${result.stdout}\n` : ""}`);
    if (command.includes(" init ")) prepareBot();
  }
  return outputs.join("");
}

describe("the README", () => {
  it("begins with the two commands", () => {
    const [, first, second] = /```sh\n(.*)\n(.*)\n```/.exec(text) ?? [];
    expect(first).toMatch(/^npm run demo /);
    expect(second).toMatch(/^npm test /);
  });

  it("has an example of each of the four commands", () => {
    const commands = blocks.flatMap(({ content }) =>
      [...content.matchAll(/^\$ ulbot (\w+)/gm)].map(([, name]) => name),
    );
    expect(commands).toEqual(expect.arrayContaining(["init", "replay", "lint", "send"]));
  });

  it("shows what its examples print", async () => {
    const printed: string[] = [];
    for (const block of blocks) {
      if (block.kind === "console") printed.push(await transcript(block));
      else if (block.name) writeFileSync(join(directory, block.name), block.content);
    }
    const shown = blocks.filter(({ kind }) => kind === "console").map(({ content }) => content);
    if (process.env.ULBOT_UPDATE) {
      const { port } = server.address() as AddressInfo;
      const outputs = printed.map((output) =>
        output.replaceAll(`http://127.0.0.1:${port}/v1/`, "http://127.0.0.1:8080/v1/"),
      );
      writeFileSync(
        readme,
        shown.reduce((page, old, index) => page.replace(old, () => outputs[index] ?? ""), text),
      );
      return;
    }
    expect(printed.map(scrubbed)).toEqual(shown.map(scrubbed));
  }, 60_000);
});
