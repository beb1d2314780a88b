import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa, type Options } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const program = join(dirname(import.meta.dirname), "bin/ulbot.cjs");
const isRoot = process.getuid?.() === 0;

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "ulbot-failures-"));
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs the built program; `before` is what a shell does first. */
async function init(args: string[], { before = ":", ...options }: Options & { before?: string } = {}) {
  const script = `${before}; exec "$0" "$@"`;
  const words = ["-c", script, process.execPath, program, "init", ...args];
  const { exitCode, stdout, stderr } = await execa("sh", words, { cwd, reject: false, stdin: "ignore", ...options });
  return { code: exitCode, stdout: String(stdout), stderr: String(stderr) };
}

/** Every path below a folder, with the text of files. */
function contents(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), entry.isFile() ? readFileSync(path, "utf8") : "folder"];
    }),
  );
}

/** A directory with files of somebody's, one of which the project has as well. */
function putMine(): Record<string, string> {
  mkdirSync(join(cwd, "bot/src"), { recursive: true });
  writeFileSync(join(cwd, "bot/package.json"), "mine");
  writeFileSync(join(cwd, "bot/src/mine.ts"), "mine");
  return contents(cwd);
}

const undone = "nothing was changed: what had been written before is gone again";

describe("a file that can't be written to its end takes back what this run wrote", () => {
  // a limit of a kilobyte or half of one: the first files fit, a later one breaks off
  const before = "ulimit -f 1";

  test("in a new directory", async () => {
    const { code, stdout, stderr } = await init(["deep/er/bot"], { before });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^ulbot: cannot write .+\\n  ${undone}$`));
    expect(contents(cwd)).toEqual({});
  });

  test("among files of somebody's", async () => {
    const mine = putMine();
    expect((await init(["bot", "--force"], { before })).code).toBe(3);
    expect(contents(cwd)).toEqual(mine);
  });
});

// only root can mount a disk
describe.runIf(isRoot && process.platform === "linux")("a disk that is full", () => {
  afterEach(() => {
    spawnSync("umount", [cwd]);
  });

  test("takes back what this run wrote", async ({ skip }) => {
    skip(spawnSync("mount", ["-t", "tmpfs", "-o", "size=32k", "tmpfs", cwd]).status !== 0, "no disk can be mounted");
    const mine = putMine();
    const { code, stderr } = await init(["bot", "--force"]);
    expect(code).toBe(3);
    expect(stderr).toContain("the disk is full");
    expect(contents(cwd)).toEqual(mine);
  });
});

test("a folder that may not be written is left as it was, whatever else may be", async ({ skip }) => {
  const nobody = isRoot ? { uid: 65534, gid: 65534 } : {};
  const mine = putMine();
  chmodSync(cwd, 0o755);
  chmodSync(join(cwd, "bot"), 0o777);
  chmodSync(join(cwd, "bot/src"), 0o555);
  const canRun = (await init(["--list"], nobody)).code === 0;
  skip(!canRun, "another user can't run the program");
  const { code, stderr } = await init(["bot", "--merge"], nobody);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^ulbot: cannot write \S+\/bot\/src\/\w+\.ts: it may not be written\n/);
  expect(contents(cwd)).toEqual(mine);
});

test.each([
  ["src", "a file", "src is a file, but the project needs a directory there"],
  ["README.md", "folder", "README.md is a directory, but the project needs a file there"],
])("%s that is %s stops it before anything is written", async (path, kind, message) => {
  mkdirSync(join(cwd, "bot"));
  if (kind === "folder") mkdirSync(join(cwd, "bot", path));
  else writeFileSync(join(cwd, "bot", path), "mine");
  const before = contents(cwd);
  for (const policy of ["--merge", "--force"]) {
    const { code, stderr } = await init(["bot", policy]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `ulbot: ${message}` });
  }
  expect(contents(cwd)).toEqual(before);
});

test("a target that is a file is left alone", async () => {
  writeFileSync(join(cwd, "bot"), "mine");
  expect(await init(["bot", "--force"])).toMatchObject({ code: 2, stderr: expect.stringContaining("it is a file") });
  expect(readFileSync(join(cwd, "bot"), "utf8")).toBe("mine");
  expect(existsSync(join(cwd, "my-bot"))).toBe(false);
});
