import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, type Ran, runBin } from "./run.ts";
import { openTerminal } from "./terminal.ts";

/** A package manager that says where and how it was called, then does what `script` says. */
const stage = async (script = "", name = "npm") => {
  const cwd = await folderOf({
    [`bin/${name}`]: `#!/bin/sh\necho "$(basename "$0") $* in $(basename "$PWD")"\n${script}\n`,
  });
  await chmod(join(cwd, "bin", name), 0o755);
  const PATH = `${join(cwd, "bin")}:${dirname(process.execPath)}:/usr/bin:/bin`;
  const init = (...args: string[]): Promise<Ran> => runBin(["init", ...args], { cwd, env: { PATH } });
  return { cwd, PATH, init };
};

describe("--install", () => {
  test("runs the package manager in the project, its output on stderr", async () => {
    const { init } = await stage('echo warning >&2; echo "{}" > package-lock.json');
    const { code, stdout, stderr } = await init("shop", "--install");
    expect(code).toBe(0);
    expect(stdout).not.toContain("npm install");
    expect(stderr).toMatch(/^npm install …\nnpm install in shop\nwarning\nnext:\n {2}cd shop\n {2}npm test\n/);
  });

  test("runs the one asked for", async () => {
    const { init } = await stage("", "pnpm");
    const { stderr } = await init("shop", "--install", "--pm", "pnpm");
    expect(stderr).toContain("pnpm install in shop\nnext:\n  cd shop\n  pnpm test\n");
  });

  test("leaves the project where it fails, and says what is left to do", async () => {
    const { cwd, init } = await stage("echo no network >&2; exit 7");
    const { code, stdout, stderr } = await init("my shop", "--install");
    expect(code).toBe(3);
    expect(stdout).toMatch(/^my shop\n/);
    expect(stderr).toMatch(
      /no network\nulbot: npm install ended with exit code 7\n {2}the project is complete; what is left to do: cd 'my shop' && npm install\n$/,
    );
    expect(existsSync(join(cwd, "my shop/package.json"))).toBe(true);
  });

  test("shows with --quiet what it printed only where it fails", async () => {
    const failing = await stage("echo no network >&2; exit 7");
    expect((await failing.init("a", "--install", "--quiet")).stderr).toMatch(
      /^npm install in a\nno network\nulbot: npm install ended/,
    );
    expect((await (await stage()).init("a", "--install", "--quiet")).stderr).toBe("");
  });

  test("says that a package manager is not there, and of what is behind it", async () => {
    const { init } = await stage();
    const { code, stderr } = await init("shop", "--git", "--install", "--pm", "bun");
    expect(code).toBe(3);
    expect(stderr).toContain(
      "ulbot: there is no bun here\n  the project is complete; what is left to do: cd shop && bun install",
    );
  });

  test("is not run with --dry-run", async () => {
    const { cwd, init } = await stage();
    expect(await init("shop", "--install", "--git", "--dry-run")).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(join(cwd, "shop"))).toBe(false);
  });
});

describe("--git", () => {
  test("makes a repository without a commit, whose .gitignore keeps the secret out", async () => {
    const { cwd, init } = await stage();
    expect(await init("shop", "--git")).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^git init --quiet …\nnext:/),
    });
    expect(readFileSync(join(cwd, "shop/.git/HEAD"), "utf8")).toMatch(/^ref: /);
    expect(readdirSync(join(cwd, "shop/.git/refs/heads"))).toEqual([]);
    expect(readFileSync(join(cwd, "shop/.gitignore"), "utf8")).toMatch(/^\.env$/m);
  });

  test("leaves a repository alone that is there", async () => {
    const { init, cwd } = await stage();
    await init("shop", "--git");
    const { stderr } = await init("shop", "--git", "--merge");
    expect(stderr).not.toContain("git init");
    expect(existsSync(join(cwd, "shop/.git/HEAD"))).toBe(true);
  });

  test("makes one of its own where a hook of another one runs it", async () => {
    const { cwd, PATH } = await stage();
    await runBin(["init", "shop", "--git"], { cwd, env: { PATH, GIT_DIR: join(cwd, "other") } });
    expect(existsSync(join(cwd, "shop/.git/HEAD"))).toBe(true);
    expect(existsSync(join(cwd, "other"))).toBe(false);
  });
});

const hangs = 'sh -c "while :; do sleep 1; done" & echo "started $! $$"; wait';

test("Ctrl-C while installing leaves the project, and no process", async () => {
  const { cwd, PATH } = await stage(hangs);
  const options = "--template typescript --flow blank --name x --channel web --pm npm --no-git --install".split(" ");
  const { until, type, exit, screen } = openTerminal(["init", "shop", ...options], cwd, { PATH });
  await until("started ");
  const started = (/started (\d+) (\d+)/.exec(screen()) ?? []).slice(1).map(Number);
  type("\x03");
  expect(await exit).toBe(130);
  expect(screen()).toMatch(
    /ulbot: interrupted\n {2}the project is complete; what is left to do: cd shop && npm install$/,
  );
  expect(existsSync(join(cwd, "shop/package.json"))).toBe(true);
  expect(started).toHaveLength(2);
  for (const pid of started) expect(isAlive(pid)).toBe(false);
});

/** Whether a process runs; one that has ended may wait in vain for somebody to take note. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}
