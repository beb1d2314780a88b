import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";

test("a run ends with what had to be tried again, what was skipped and the counts, in which no error is lost", async () => {
  const config = join(import.meta.dirname, "fixtures/summary/vitest.config.ts");
  const { stdout, exitCode } = await execa("vitest", ["run", "--config", config], { preferLocal: true, reject: false });
  expect(exitCode).toBe(1);
  expect(stdout.split("\n").slice(-6)).toEqual([
    "passed when tried again: good when tried again",
    "skipped: a group > left out (no browser)",
    "skipped: a group > not written",
    "skipped: a group > given up (no network)",
    "skipped: a group that can't start > never run",
    // bad, the group that can't start, and the file that can't be loaded
    "3 passed, 3 failed, 4 skipped",
  ]);
});
