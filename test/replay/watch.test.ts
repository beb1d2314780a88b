import { once } from "node:events";
import { copyFile, readFile, rename, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { closeServers } from "../servers.ts";
import {
  answer,
  bot,
  conversation,
  folderWith,
  isRunning,
  type Posted,
  pidsIn,
  runReplay,
  toldBot,
} from "./project.ts";

afterEach(closeServers);

const program = join(import.meta.dirname, "../../bin/ulbot.cjs");
const told = join(import.meta.dirname, "../fixtures/replay/told.mjs");
const waiting = "waiting for changes; Ctrl-C ends it\n";

/** A run of `replay --watch` that ends with the test. */
function watch(cwd: string, ...args: string[]) {
  const options = { cwd, env: { PATH: process.env.PATH }, extendEnv: false, reject: false } as const;
  const child = execa(process.execPath, [program, "replay", "--watch", ...args], options);
  onTestFinished(async () => {
    // not by force: it has a bot to end
    child.kill();
    await child;
  });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
    });
  }
  /** What was written since the last call, once this was said and the program waits again. */
  async function next(said: string) {
    const isThere = () => written.stdout.includes(said) || written.stderr.includes(said);
    while (!isThere() || !written.stderr.endsWith(waiting)) {
      await Promise.race([once(child.stdout, "data"), once(child.stderr, "data")]);
    }
    const { stdout, stderr } = written;
    Object.assign(written, { stdout: "", stderr: "" });
    return { stdout, stderr };
  }
  return { child, next };
}

/** Gives a file its content at once, as careful editors do. */
async function put(cwd: string, file: string, content: string): Promise<void> {
  await writeFile(join(cwd, "written"), content);
  // only programs change something in the very millisecond in which a run ends
  const later = new Date(Date.now() + 1000);
  await utimes(join(cwd, "written"), later, later);
  await rename(join(cwd, "written"), join(cwd, file));
}

const times = (text: string, said: string): number => text.split(said).length - 1;

describe("--watch", () => {
  test("replays again when the bot, a fixture or an expectation changes, and leaves no bot behind", async () => {
    const cwd = await folderWith({ "it/a.json": conversation(1, "say one"), "texts.json": "{}" });
    await copyFile(told, join(cwd, "bot.mjs"));
    const { child, next } = watch(cwd, "it/*.json", "--exec", `"${process.execPath}" bot.mjs`);
    await next("2 passed");
    const bot = await readFile(told, "utf8");
    await writeFile(join(cwd, "bot.mjs"), bot.replace('GREETING = "Hello"', 'GREETING = "Welcome"'));
    expect((await next("2 passed")).stdout).toContain("┌ Welcome\n");
    await writeFile(join(cwd, "it/b.json"), JSON.stringify(conversation(2, "say two")));
    await next("2 conversations, 4 turns: 4 passed");
    const turn = { turn: 2, event: "message", answer: [] };
    await writeFile(join(cwd, "it/b.expected.json"), JSON.stringify({ schemaVersion: 1, turns: [turn] }));
    await next("3 passed, 1 failed");
    await writeFile(join(cwd, "it/b.expected.json"), "{");
    expect((await next("ulbot: it/b.expected.json:1:2: a closing }")).stdout).toBe("");
    await writeFile(join(cwd, "it/b.expected.json"), JSON.stringify({ schemaVersion: 1, turns: [] }));
    await next("4 passed");
    await put(cwd, "texts.json", '{"hello": 1}');
    await next("4 passed");
    await writeFile(join(cwd, "bot.mjs"), "this is no program");
    expect((await next("before it listened")).stderr).toContain("SyntaxError");
    await writeFile(join(cwd, "bot.mjs"), bot);
    await next("4 passed");
    child.kill("SIGINT");
    expect((await child).exitCode).toBe(130);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });

  test("is not woken by what a run writes itself: a log, data of the bot, reports, expectations", async () => {
    const fixture = conversation(1, "log bot.log; log state.json; say one");
    const cwd = await folderWith({ "a.json": fixture, "late.json": "{}" });
    const outputs = ["--format", "pretty", "--format", "json", "-o", "report.json"];
    const args = ["--exec", `"${process.execPath}" "${told}"`, "--update", ...outputs];
    const { child, next } = watch(cwd, "a.json", ...args);
    const first = await next("2 passed");
    expect(times(first.stderr, waiting)).toBe(1);
    expect(first.stderr).toContain("wrote a.expected.json\n");
    // another run would have begun by the time that one elsewhere is over
    const elsewhere = await folderWith({ "a.json": conversation(1, "say one") });
    const run = () => runReplay(["a.json", "--exec", toldBot], { cwd: elsewhere });
    expect((await run()).code).toBe(0);
    expect(pidsIn(cwd)).toHaveLength(1);
    await put(cwd, "a.json", JSON.stringify([...fixture, ...conversation(1, "say two").slice(1)]));
    const second = await next("3 passed");
    expect((await run()).code).toBe(0);
    expect([times(second.stdout, "passed"), times(second.stderr, waiting)]).toEqual([1, 1]);
    child.kill("SIGINT");
    expect((await child).exitCode).toBe(130);
    expect(pidsIn(cwd)).toHaveLength(2);
  });

  test("watches only the fixtures where the bot runs already, and ends in the middle of a turn", async () => {
    let reach = () => {};
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const server = await bot((posted: Posted) => {
      const { body = "Hello" } = posted.packet.payload as { body?: string };
      if (body !== "hang") return answer(posted, "message", { body });
      reach();
      return new Promise(() => {});
    });
    const cwd = await folderWith({ "a.json": conversation(1, "one"), "bot.mjs": "" });
    const { child, next } = watch(cwd, "*.json", "--url", server.url.href);
    await next("2 passed");
    await put(cwd, "bot.mjs", "changed");
    await put(cwd, "a.json", JSON.stringify(conversation(1, "two")));
    expect(times((await next("2 passed")).stdout, "passed")).toBe(1);
    await put(cwd, "a.json", JSON.stringify(conversation(1, "hang")));
    await reached;
    child.kill("SIGTERM");
    const { exitCode } = await child;
    expect(exitCode).toBe(143);
    expect(server.requests).toHaveLength(6);
  });

  test("needs files to watch", async () => {
    const args = ["-", "--watch", "--url", "http://127.0.0.1:1"];
    expect(await runReplay(args)).toMatchObject({
      code: 2,
      stderr: "ulbot: --watch needs files to watch, so they can't come from standard input\n",
    });
  });
});
