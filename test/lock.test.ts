import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterEach, beforeEach, expect, test } from "vitest";

let directory: string;
let lock: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "ulbot-lock-"));
  lock = join(directory, "lock");
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Starts a process that notes when it has the lock and when it is about to give it up. */
function worker() {
  const script = `
    import { appendFileSync } from "node:fs";
    import { execFileSync } from "node:child_process";
    import { withLock } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "../scripts/lock.mjs")))};
    withLock(${JSON.stringify(lock)}, () => {
      appendFileSync("log", "in ");
      execFileSync(process.execPath, ["--version"]);
      appendFileSync("log", "out ");
    });`;
  return execa(process.execPath, ["--input-type=module", "--eval", script], { cwd: directory });
}

const log = () => readFileSync(join(directory, "log"), "utf8");

test("processes that want the same have it one after the other", async () => {
  await Promise.all([worker(), worker(), worker(), worker()]);
  expect(log()).toBe("in out ".repeat(4));
  expect(existsSync(lock)).toBe(false);
});

test("a process that is gone holds nobody up", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  mkdirSync(lock);
  writeFileSync(join(lock, String(pid)), "");
  await Promise.all([worker(), worker()]);
  expect(log()).toBe("in out ".repeat(2));
});
