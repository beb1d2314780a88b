import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { closeServers } from "../servers.ts";
import { answer, bot, botThat, folderWith, isRunning, pidsIn, webhook } from "./project.ts";

const program = join(import.meta.dirname, "../../bin/ulbot.cjs");

afterEach(closeServers);

let cwd: string;

beforeEach(async () => {
  cwd = await folderWith({ "a.json": [webhook("start"), webhook("message", { body: "hi" }), webhook("click")] });
});

function start(...args: string[]) {
  const options = { cwd, env: { PATH: process.env.PATH }, extendEnv: false, reject: false, stripFinalNewline: false };
  const child = execa(process.execPath, [program, "replay", ...args], options);
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

/** Resolves once a text has come out on stderr. */
function saying(child: ReturnType<typeof start>, text: string): Promise<void> {
  let said = "";
  return new Promise((resolve) => {
    child.stderr.on("data", (chunk) => {
      said += chunk;
      if (said.includes(text)) resolve();
    });
  });
}

/** A bot that answers the first webhook and never the second; `reached` resolves when that has come. */
async function slowBot() {
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const { url } = await bot((posted) => {
    if (posted.packet.name === "start") return answer(posted, "message", { body: "Hello" });
    reach();
    return new Promise(() => {});
  });
  return { url: url.href, reached };
}

describe.each([
  ["Ctrl-C", "SIGINT", 130, "interrupted"],
  ["SIGTERM", "SIGTERM", 143, "terminated"],
] as const)("%s", (_, signal, code, reason) => {
  test("in the middle of a turn leaves a report of the turns before", async () => {
    const { url, reached } = await slowBot();
    const child = start("a.json", "--url", url);
    await reached;
    child.kill(signal);
    const { exitCode, stdout, stderr } = await child;
    expect(stdout).toMatch(/^a\.json {2}web\n.*\n {2}✓ .* start\n {4}┌ Hello\n\n1 conversation, 1 turn: 1 passed\n/);
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: `ulbot: ${reason}\n` });
  });

  test("leaves a whole JSON document", async () => {
    const { url, reached } = await slowBot();
    const child = start("a.json", "--url", url, "--format", "json");
    await reached;
    child.kill(signal);
    const { exitCode, stdout, stderr } = await child;
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: `ulbot: ${reason}\n` });
    expect(JSON.parse(stdout)).toMatchObject({ summary: { turns: 1, passed: 1 }, turns: [{ event: "start" }] });
  });

  test.each([
    ["a turn", "never answers", "got a webhook"],
    ["the start", "never listens", "about to listen"],
  ])("in the middle of %s leaves no bot behind", async (_when, behaviour, text) => {
    const child = start("a.json", "--exec", botThat(behaviour), "--verbose");
    await saying(child, text);
    child.kill(signal);
    const { exitCode, stderr } = await child;
    expect(stderr).toMatch(new RegExp(`\nulbot: ${reason}\n$`));
    expect(exitCode).toBe(code);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });
});

describe("Ctrl-C", () => {
  test("ends waiting for standard input", async () => {
    const child = start("-", "--url", "http://127.0.0.1:1");
    // more than fits between the two: once it is gone, somebody reads
    await new Promise((resolve) => child.stdin?.write(" ".repeat(4 * 1024 ** 2), resolve));
    child.kill("SIGINT");
    expect(await child).toMatchObject({ exitCode: 130, stdout: "", stderr: "ulbot: interrupted\n" });
  });

  test("for the second time does not wait until the bot has ended, and leaves none behind", async () => {
    const child = start("a.json", "--exec", botThat("is stubborn"), "--verbose");
    await saying(child, "got a webhook");
    child.kill("SIGINT");
    await saying(child, "not me");
    child.kill("SIGINT");
    expect(await child).toMatchObject({ exitCode: 130 });
    await goneAll();
  });
});

/** Resolves once the bots are gone; nobody waits for them any more. */
const goneAll = () => vi.waitFor(() => expect(pidsIn(cwd).filter(isRunning)).toEqual([]));

test("a terminal that is closed leaves no bot behind", async () => {
  const child = start("a.json", "--exec", botThat("never answers"), "--verbose");
  await saying(child, "got a webhook");
  child.kill("SIGHUP");
  expect(await child).toMatchObject({ exitCode: 143 });
  expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
});

test("a reader that has read enough leaves no bot behind", async () => {
  const child = start("a.json", "--exec", botThat("answers"));
  child.stdout.destroy();
  await child;
  await goneAll();
});
