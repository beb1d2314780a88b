import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { freePort } from "../../src/bot/port.ts";
import { type BotProcess, type StartOptions, startBot } from "../../src/bot/process.ts";
import { bots, closeServers } from "../servers.ts";

const never = new AbortController().signal;
const script = (name: string, ...args: string[]) =>
  [process.execPath, fileURLToPath(new URL(`../fixtures/bot-process/${name}.mjs`, import.meta.url)), ...args]
    .map((part) => `"${part}"`)
    .join(" ");
// runs, but never listens
const deaf = "echo pid $$; exec sleep 1000";
const running: BotProcess[] = [];

async function start(command: string, options: Partial<StartOptions> = {}): Promise<BotProcess> {
  const url = options.url ?? new URL(`http://127.0.0.1:${await freePort()}/webhook`);
  const bot = await startBot({ command, cwd: tmpdir(), env: process.env, signal: never, ...options, url });
  running.push(bot);
  return bot;
}

/** The process that printed its id as "pid N". */
function pidIn(output: string): number {
  return Number(/pid (\d+)/.exec(output)?.[1]);
}

/** Whether a process is more than a zombie; those stay where process 1 does not bury orphans, as in many containers. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

function expectGone(pid: number): void {
  expect(pid).toBeGreaterThan(1);
  expect(isRunning(pid)).toBe(false);
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((bot) => bot.stop()));
  await closeServers();
});

describe("a bot that starts", () => {
  it("is asked nothing before its first webhook", async () => {
    const code = "require('http').createServer((q) => console.log('asked by ' + q.method)).listen(process.env.PORT)";
    const bot = await start(`"${process.execPath}" -e "${code}; console.log('here')"`);
    await vi.waitFor(() => expect(bot.output()).toContain("here"));
    expect(bot.output()).not.toContain("asked");
  });

  it("is ready when it listens on the port of the URL", async () => {
    const heard: string[] = [];
    const bot = await start(script("server"), { onOutput: (text) => heard.push(text) });
    await vi.waitFor(() => expect(bot.output()).toContain("listening"));
    expect(heard.join("")).toBe(bot.output());
    expect(bot.hasExited()).toBe(false);
  });

  it("is gone after stop, which may be called again", async () => {
    const bot = await start(script("server"));
    await vi.waitFor(() => expect(pidIn(bot.output())).toBeGreaterThan(1));
    await Promise.all([bot.stop(), bot.stop()]);
    await bot.stop();
    expectGone(pidIn(bot.output()));
    expect(await bot.exited).toEqual(expect.objectContaining({ signal: "SIGTERM" }));
  });

  it("is a process that can be seen to run, until then", async () => {
    const bot = await start(script("server"));
    await vi.waitFor(() => expect(isRunning(pidIn(bot.output()))).toBe(true));
  });

  it("takes what it has started with it, even where the command stays for that", async () => {
    const bot = await start(script("parent"));
    await vi.waitFor(() => expect(pidIn(bot.output())).toBeGreaterThan(1));
    await bot.stop();
    expectGone(pidIn(bot.output()));
  }, 15_000);

  it("is ended by force when it ignores the polite signal", async () => {
    const bot = await start(script("server", "--stubborn"));
    await vi.waitFor(() => expect(pidIn(bot.output())).toBeGreaterThan(1));
    await bot.stop();
    expect(bot.output()).toContain("not me");
    expectGone(pidIn(bot.output()));
  }, 15_000);

  it("tells when it ends by itself", async () => {
    const bot = await start(script("server"));
    await vi.waitFor(() => expect(pidIn(bot.output())).toBeGreaterThan(1));
    process.kill(pidIn(bot.output()), "SIGKILL");
    await bot.exited;
    expect(bot.hasExited()).toBe(true);
  });
});

describe("a bot that does not start", () => {
  it("because it ends at once: says how, with the end of its output", async () => {
    const command = `"${process.execPath}" -e "for (let i = 0; i < 30; i++) console.log('line ' + i); console.error('\\u001b[31mno\\u0007 module'); process.exit(7)"`;
    const failure = await start(command).catch((error) => error);
    expect(failure).toMatchObject({ name: "UlbotError", category: "unavailable" });
    expect(failure.message).toMatch(
      /^the bot ended with exit code 7 before it listened at http:\/\/127\.0\.0\.1:\d+\/webhook/,
    );
    expect(failure.message).toMatch(/ {2}line 29\n {2}no\\x07 module$/);
    expect(failure.message).not.toContain("line 20\n");
  });

  it("because there is no such command", async () => {
    await expect(start("ulbot-no-such-command")).rejects.toThrow(
      /exit code 127 .* the end of its output:\n.*not found/,
    );
  });

  it("because there is no such directory", async () => {
    const failure = start("true", { cwd: "/no/such/directory" });
    await expect(failure).rejects.toMatchObject({
      category: "unavailable",
      message: expect.stringMatching(/\(ENOENT\)$/),
    });
  });

  it("because it never listens: it is stopped", async () => {
    let output = "";
    const onOutput = (text: string) => {
      output += text;
    };
    const failure = await start(deaf, { readyTimeoutMs: 500, onOutput }).catch((error) => error);
    expect(failure).toMatchObject({ category: "unavailable", hint: expect.stringMatching(/PORT=\d+$/) });
    expect(failure.message).toContain("did not listen at http://127.0.0.1:");
    expectGone(pidIn(output));
  });

  it("because the port is taken", async () => {
    const other = await bots.ok();
    await expect(start(script("server"), { url: other.url })).rejects.toMatchObject({
      category: "usage",
      message: `something already listens at ${other.url.href}`,
      hint: "stop it, or leave out --exec",
    });
    expect(other.requests).toHaveLength(0);
  });

  it("because it was interrupted: it is stopped, and the reason passed on", async () => {
    const controller = new AbortController();
    const reason = new Error("interrupted");
    let output = "";
    const onOutput = (text: string) => {
      output += text;
      controller.abort(reason);
    };
    await expect(start(deaf, { signal: controller.signal, onOutput })).rejects.toBe(reason);
    expectGone(pidIn(output));
  });
});

describe("freePort", () => {
  it("is a port one can listen at", async () => {
    const port = await freePort();
    const server = createServer();
    const listening = new Promise((resolve) => server.once("listening", resolve));
    server.listen(port, "127.0.0.1");
    await listening;
    expect(server.address()).toMatchObject({ port });
    await new Promise((resolve) => server.close(resolve));
  });
});
