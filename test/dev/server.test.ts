import { createServer, get } from "node:http";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { answer, bot, botThat, isRunning, pidsIn } from "../replay/project.ts";
import { folderOf, runBin } from "../run.ts";
import { closeServers } from "../servers.ts";
import { startDev } from "./dev-process.ts";

afterEach(closeServers);

/** `ulbot dev` with a chat page at any port, in a folder of its own, and what it says. */
async function started(...args: string[]) {
  const cwd = await folderOf({});
  const dev = await startDev(args, cwd);
  onTestFinished(() => {
    dev.child.kill("SIGKILL");
  });
  return { ...dev, cwd };
}

/** The head of a page. */
function fetched(url: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const request = get(url, (response) => {
      resolve(`${response.statusCode} ${response.headers["content-type"]}`);
      response.destroy();
    });
    request.on("error", reject);
  });
}

test("serves the chat page and the API URL at once, and does not wait for the bot", async () => {
  const { child, page, said, text } = await started("--url", "http://127.0.0.1:9/webhook");
  await said("waiting for the bot at http://127.0.0.1:9/webhook\n");
  expect(await fetched(page)).toMatch(/^200 text\/html/);
  expect(text()).toMatch(/ {2}ULBOT_API_URL=http:\/\/127\.0\.0\.1:\d+\/v1\/\n {2}ULBOT_SECURITY_TOKEN=[0-9a-f]{48}\n/);
  child.kill("SIGINT");
  expect(await child).toMatchObject({ exitCode: 130, stdout: "" });
});

test("says when the bot is there", async () => {
  const { port } = await bot(() => []);
  await closeServers();
  const { child, said } = await started("--url", `http://127.0.0.1:${port}/webhook`);
  await said("waiting for the bot");
  const server = createServer((_, response) => response.end()).listen(port, "127.0.0.1");
  onTestFinished(() => {
    server.close();
  });
  await said("the bot is there\n");
  child.kill("SIGTERM");
  expect((await child).exitCode).toBe(143);
});

describe("a bot that --exec starts", () => {
  test("is there soon, what it prints is shown safely, and nothing of it is left", async () => {
    const { child, cwd, said, text } = await started("--exec", botThat("has a child"));
    await said("the bot is there\n");
    expect(text()).toContain("about to listen \\x1b[2J\\u202e\\x9b31m\n");
    expect(text()).not.toContain("ULBOT_SECURITY_TOKEN");
    child.kill("SIGINT");
    expect((await child).exitCode).toBe(130);
    expect(pidsIn(cwd)).toHaveLength(2);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });

  test("and does not start does not end the simulator", async () => {
    const { child, said, page } = await started("--exec", botThat("ends at once"));
    await said("the bot ended with exit code 7 before it listened");
    expect(await fetched(page)).toMatch(/^200/);
    child.kill("SIGINT");
    expect((await child).exitCode).toBe(130);
  });
});

describe("a port", () => {
  test("that was asked for and is taken is a mistake", async () => {
    const server = await bot((posted) => answer(posted, "end"));
    const args = ["dev", "--url", server.url.href];
    for (const option of ["--port", "--api-port"]) {
      const { code, stderr } = await runBin([...args, "--port", "0", "--api-port", "0", option, String(server.port)]);
      expect(stderr).toContain(`port ${server.port} is taken by another program`);
      expect(code).toBe(2);
    }
  });

  test("that is only the usual one gives way to another", async () => {
    const program = join(import.meta.dirname, "../../bin/ulbot.cjs");
    const starts = [1, 2].map(() => {
      const child = execa(process.execPath, [program, "dev", "--url", "http://127.0.0.1:9/"], {
        env: { PATH: process.env.PATH },
        extendEnv: false,
        reject: false,
      });
      onTestFinished(() => {
        child.kill("SIGKILL");
      });
      return new Promise<string>((resolve) => {
        child.stderr.once("data", (chunk) => resolve(/chat page {2}(\S+)/.exec(String(chunk))?.[1] ?? ""));
      });
    });
    const [one, other] = await Promise.all(starts);
    expect(one).toMatch(/^http/);
    expect(other).toMatch(/^http/);
    expect(one).not.toBe(other);
  });
});
