import { once } from "node:events";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { describe, expect, it, onTestFinished } from "vitest";
import { folderOf } from "../../run.ts";
import { openTerminal } from "../../terminal.ts";
import { eventOf } from "../answers.ts";

const program = join(dirname(dirname(dirname(import.meta.dirname))), "bin/ulbot.cjs");
const bad = JSON.stringify([eventOf("mesage")]);
const worse = JSON.stringify([eventOf("mesage"), eventOf("maseg")]);
const good = JSON.stringify([eventOf("end")]);
const waiting = "waiting for changes; Ctrl-C ends it\n";

/** A run of `lint --watch` that ends with the test. */
function watch(cwd: string, ...args: string[]) {
  const env = { PATH: process.env.PATH };
  const child = execa(process.execPath, [program, "lint", "--watch", ...args], {
    cwd,
    env,
    extendEnv: false,
    reject: false,
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await child;
  });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
    });
  }
  const take = () => {
    const { stdout, stderr } = written;
    Object.assign(written, { stdout: "", stderr: "" });
    return { stdout, stderr };
  };
  /** What was written since the last call, once lint has said this on standard output, or on the other, and waits again. */
  async function next(said: string) {
    const isThere = () => written.stdout.includes(said) || written.stderr.includes(said);
    while (!isThere() || !written.stderr.endsWith(waiting)) {
      await Promise.race([once(child.stdout, "data"), once(child.stderr, "data")]);
    }
    return take();
  }
  return { child, next };
}

/** Gives a file its content at once, as careful editors do. */
async function put(cwd: string, file: string, content: string): Promise<void> {
  await writeFile(join(cwd, ".written"), content);
  await rename(join(cwd, ".written"), join(cwd, file));
}

const clean = (files: number) => `no findings in ${files} file${files === 1 ? "" : "s"}`;
const errors = (count: number) => `${count} error${count === 1 ? "" : "s"}, `;

describe("--watch", () => {
  it("lints again what changes, what comes and what goes, and ends with 130", async () => {
    const cwd = await folderOf({ "it/a.json": bad, "it/b.json": good });
    const { child, next } = watch(cwd, "it");
    expect((await next(errors(1))).stderr).toBe(waiting);
    await writeFile(join(cwd, "it/b.json"), worse);
    expect((await next(errors(3))).stdout).toMatch(/^it\/a\.json\n[\s\S]*^it\/b\.json\n/m);
    await mkdir(join(cwd, "it/new/deep"), { recursive: true });
    await put(cwd, "it/new/deep/c.json", bad);
    await next(errors(4));
    await rm(join(cwd, "it/a.json"));
    await next(errors(3));
    await put(cwd, "it/b.json", '{"broken');
    expect((await next("it/b.json could not be read")).stdout).toContain("json-syntax");
    await put(cwd, "it/b.json", good);
    await next(errors(1));
    await rm(join(cwd, "it/new"), { recursive: true });
    expect((await next(clean(1))).stdout).toBe("no findings in 1 file, 1 event\n");
    child.kill("SIGINT");
    expect((await child).exitCode).toBe(130);
  });

  it("goes on where there is nothing to lint for a while", async () => {
    const cwd = await folderOf({ "it/a.json": good });
    const { next } = watch(cwd, "it/*.json");
    await next(clean(1));
    await rm(join(cwd, "it/a.json"));
    expect((await next("no file matches")).stdout).toBe("");
    await writeFile(join(cwd, "it/b.json"), bad);
    await next(errors(1));
  });

  it("follows a file that an editor puts another in the place of", async () => {
    const cwd = await folderOf({ "a.json": good });
    const { next } = watch(cwd, "a.json");
    await next(clean(1));
    for (const [content, said] of [
      [bad, errors(1)],
      [worse, errors(2)],
      [good, clean(1)],
    ] as const) {
      await put(cwd, "a.json", content);
      await next(said);
    }
    await rm(join(cwd, "a.json"));
    await next("cannot read a.json: there is no such file");
    await writeFile(join(cwd, "a.json"), bad);
    await next(errors(1));
  });

  it("is not woken by what it writes itself, nor by what is not linted", async () => {
    const cwd = await folderOf({ "a.json": bad, "node_modules/x.json": "", ".cache/x.json": "" });
    const { child, next } = watch(
      cwd,
      ".",
      "--format",
      "json",
      "-o",
      "lint.json",
      "--cache-location",
      ".cache/lint.json",
    );
    expect((await next("wrote lint.json")).stderr).toBe(`wrote lint.json\n${waiting}`);
    for (const file of ["node_modules/x.json", ".cache/x.json", "notes.txt"]) await writeFile(join(cwd, file), good);
    await put(cwd, "a.json", good);
    expect((await next("wrote lint.json")).stderr).toBe(`wrote lint.json\n${waiting}`);
    expect(JSON.parse(await readFile(join(cwd, "lint.json"), "utf8")).summary.errors).toBe(0);
    expect(Object.keys(JSON.parse(await readFile(join(cwd, ".cache/lint.json"), "utf8")).files)).toContain("a.json");
    child.kill("SIGTERM");
    expect((await child).exitCode).toBe(143);
  });
});

describe("--watch on a terminal", () => {
  it("has the screen to itself, which it leaves as it is", async () => {
    const cwd = await folderOf({ "a.json": bad });
    const terminal = openTerminal(["lint", "a.json", "--watch"], cwd);
    onTestFinished(() => terminal.kill("SIGKILL"));
    await terminal.until("waiting for changes");
    expect(terminal.screen()).toMatch(/^a\.json\n/);
    await writeFile(join(cwd, "a.json"), good);
    await terminal.until("no findings in 1 file");
    expect(terminal.screen()).not.toContain("mesage");
    terminal.type("\x03");
    expect(await terminal.exit).toBe(130);
    expect(terminal.screen()).toContain("ulbot: interrupted");
  });
});
