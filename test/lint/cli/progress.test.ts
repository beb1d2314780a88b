import { open } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it, onTestFinished } from "vitest";
import { createProgress } from "../../../src/commands/progress.ts";
import type { Io } from "../../../src/io.ts";
import { folderOf } from "../../run.ts";
import { openTerminal } from "../../terminal.ts";
import { eventOf } from "../answers.ts";

/** What a progress line writes when it is shown, and cleared at the end, at these milliseconds. */
function written(times: readonly number[], { isTTY = true, quiet = false, columns = 80 } = {}): string {
  let text = "";
  let now = 0;
  const stderr = { isTTY, columns, write: (more: string) => (text += more) };
  const progress = createProgress({ io: { stderr, now: () => now } as unknown as Io, globals: { quiet } });
  for (now of times) progress.show(() => `at ${now}`);
  progress.clear();
  return text;
}

const line = (text: string) => `\r\x1b[K${text}`;

describe("the progress line", () => {
  it.each([
    ["is not for work that is done soon", [0, 100, 499], {}, ""],
    ["is there after a while, and taken away", [0, 500], {}, line("at 500") + line("")],
    [
      "is not written faster than anybody reads",
      [500, 520, 599, 600, 650, 710],
      {},
      [500, 600, 710].map((at) => line(`at ${at}`)).join("") + line(""),
    ],
    ["is for a terminal only", [500, 1000], { isTTY: false }, ""],
    ["is not for whoever wants no talk", [500, 1000], { quiet: true }, ""],
    ["stays on one line", [1000], { columns: 5 }, line("at 1") + line("")],
  ])("%s", (_what, times, terminal, expected) => {
    expect(written(times, terminal)).toBe(expected);
  });
});

const good = `${JSON.stringify([eventOf("end")])}\n`;

/** Lints what comes through a pipe with a name, on a terminal; `feed` gives it more until something is so. */
async function lintPipe() {
  const cwd = await folderOf({});
  await execa("mkfifo", ["x.jsonl"], { cwd });
  const terminal = openTerminal(["lint", "x.jsonl"], cwd);
  onTestFinished(() => terminal.kill("SIGKILL"));
  const pipe = await open(join(cwd, "x.jsonl"), "w");
  let hasEnded = false;
  terminal.exit.then(() => {
    hasEnded = true;
  });
  const feed = async (isEnough: () => boolean) => {
    while (!isEnough() && !hasEnded) await pipe.write(good).catch(() => undefined);
  };
  return { terminal, feed, end: () => pipe.close() };
}

describe("long work on a terminal", () => {
  const isShown = (screen: string) => /^0 of 1 file, [\d,]+ events$/m.test(screen);

  it("says how far it has come, and leaves nothing of that behind", async () => {
    const { terminal, feed, end } = await lintPipe();
    await feed(() => isShown(terminal.screen()));
    await end();
    expect(await terminal.exit).toBe(0);
    expect(terminal.screen()).toMatch(/^no findings in 1 file, [\d,]+ events$/);
  });

  it("ends with 130 on Ctrl-C, and leaves nothing behind either", async () => {
    const { terminal, feed, end } = await lintPipe();
    await feed(() => isShown(terminal.screen()));
    terminal.type("\x03");
    await feed(() => false);
    await end();
    expect(await terminal.exit).toBe(130);
    expect(terminal.screen()).toMatch(/^(\^C)?\n?ulbot: interrupted$/);
  });
});
