import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, describe, expect, test } from "vitest";
import { closeServers, httpServer } from "../servers.ts";
import { answer, bot, conversation, folderWith, runReplay } from "./project.ts";

afterEach(closeServers);

/** A bot that does no more than it has to. */
const quickBot = () => httpServer((response) => response.setHeader("content-type", "application/json").end("[]"));

const program = join(import.meta.dirname, "../../bin/ulbot.cjs");

/** The most memory a process has had, in MB, as far as Linux has told while it ran. */
async function peakOf(cwd: string, ...args: string[]): Promise<number> {
  const child = execa(process.execPath, [program, "replay", ...args], { cwd, extendEnv: false, reject: false });
  let peak = 0;
  // with each part of the report, the last of them at the end
  child.stdout.on("data", () => {
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  });
  expect((await child).exitCode).toBe(0);
  return peak;
}

describe("many conversations at once", () => {
  test("all pass, and the times of the answers are told", async () => {
    const server = await quickBot();
    const cwd = await folderWith({ "a.json": conversation(1, "one", "two") });
    const args = ["a.json", "--url", server.url.href, "--jobs", "50", "--repeat", "200"];
    const { code, stdout } = await runReplay(args, { cwd });
    const [counts, expectations, latency] = stdout.trimEnd().split("\n").slice(-3);
    expect(counts).toBe("200 conversations, 600 turns: 600 passed");
    expect(expectations).toContain("600 turns");
    expect(latency).toMatch(
      /^600 answers: p50 [\d.]+ m?s, p95 [\d.]+ m?s, p99 [\d.]+ m?s, max [\d.]+ m?s, [\d,]+ a second$/,
    );
    expect(server.requests).toHaveLength(600);
    expect(code).toBe(0);
  });

  test.skipIf(process.platform !== "linux")("take as much memory however often they are repeated", async () => {
    // as much as the platform keeps, so that answers that somebody kept would be seen
    const { url } = await bot((posted) => answer(posted, "message", { body: "Hello" }, { memo: "x".repeat(9000) }));
    const cwd = await folderWith({ "a.json": conversation(1, "one") });
    const args = ["a.json", "--url", url.href, "--jobs", "50", "--repeat"];
    const few = await peakOf(cwd, ...args, "100");
    const many = await peakOf(cwd, ...args, "2000");
    expect(few).toBeGreaterThan(20);
    expect(many).toBeLessThan(few + 100);
  });
});
