import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WebhookEvent } from "../../src/protocol/envelope.ts";
import { folderOf, runBin } from "../run.ts";
import { closeServers, httpServer, type TestServer } from "../servers.ts";

const fixtures = ["campaign.json", "contact-form.json"].map((name) =>
  join(import.meta.dirname, "../fixtures/replay", name),
);
const header = "a value of this test";

/** Runs the newest Artillery under a Node.js that is new enough for it; npx fetches both. */
function artillery(...args: string[]) {
  const env = { ARTILLERY_DISABLE_TELEMETRY: "true", API_SECURITY_TOKEN: header };
  const npx = ["-y", "-p", "node@24", "-p", "artillery@latest", "artillery", ...args];
  return execa("npx", npx, { env, reject: false, all: true, stdin: "ignore", timeout: 600_000 });
}

/** A bot that answers everything with this status. */
const botWith = (status: number): Promise<TestServer> =>
  httpServer((response) => response.writeHead(status, { "content-type": "application/json" }).end("[]"));

/** Lets the exported conversations load a bot for some seconds. */
async function loaded({ url }: TestServer) {
  const cwd = await folderOf({});
  const options = ["--to", "artillery", "--url", url.href, "--header", "API-SECURITY-TOKEN:", "-o", "load.yaml"];
  expect(await runBin(["export", ...fixtures, ...options], { cwd })).toMatchObject({ code: 0, stdout: "" });
  const script = join(cwd, "load.yaml");
  await writeFile(script, (await readFile(script, "utf8")).replace("duration: 60", "duration: 3"));
  const report = join(cwd, "report.json");
  const { exitCode, all } = await artillery("run", script, "--output", report);
  const { counters } = JSON.parse(await readFile(report, "utf8").catch(() => expect.fail(all))).aggregate;
  return { exitCode, counters: counters as Readonly<Record<string, number>> };
}

/** The names of the webhooks that a fixture holds. */
const namesIn = (fixture: string): string[] =>
  [JSON.parse(readFileSync(fixture, "utf8"))].flat().map(({ packet }: WebhookEvent) => packet.name);

describe("what is exported to Artillery, run by it", () => {
  let missing: string | undefined;

  beforeAll(async () => {
    const { exitCode, all = "" } = await artillery("--version");
    if (exitCode === 0) return;
    missing = `npx can't fetch Artillery: ${/npm error (?!code|errno|syscall)(.*)/.exec(all)?.[1] ?? all}`;
    if (process.env.CI) throw new Error(missing);
  }, 600_000);

  afterAll(closeServers);

  test("is a session of its own for each user, and all of it is answered", async ({ skip }) => {
    skip(missing !== undefined, missing);
    const bot = await botWith(200);
    const { exitCode, counters } = await loaded(bot);
    const posted = bot.requests.length;
    expect(counters).toMatchObject({
      "vusers.created": 15,
      "vusers.completed": 15,
      "vusers.failed": 0,
      "http.requests": posted,
      "http.codes.200": posted,
      "plugins.expect.ok": posted,
    });
    expect(exitCode).toBe(0);
    const sessions = new Map<string, string[]>();
    for (const { body } of bot.requests) {
      const { info, packet }: WebhookEvent = JSON.parse(body);
      sessions.set(info.cid, [...(sessions.get(info.cid) ?? []), packet.name]);
    }
    expect(sessions.size).toBe(15);
    for (const [cid, names] of sessions) {
      expect(cid).toMatch(/^chatbot::\d+:[0-9a-f-]{36}$/);
      expect(fixtures.map(namesIn)).toContainEqual(names);
    }
    for (const { headers } of bot.requests) {
      expect(headers).toMatchObject({ "api-security-token": header, "content-type": "application/json" });
    }
  }, 120_000);

  test("fails where the bot does", async ({ skip }) => {
    skip(missing !== undefined, missing);
    const bot = await botWith(500);
    const { exitCode, counters } = await loaded(bot);
    expect(counters).toMatchObject({
      "http.codes.500": bot.requests.length,
      "plugins.expect.failed": bot.requests.length,
    });
    expect(exitCode).not.toBe(0);
  }, 120_000);
});
