import { afterEach, describe, expect, test } from "vitest";
import { closeServers } from "../servers.ts";
import { botThat, conversation, folderWith, isRunning, pidsIn, reported, runReplay, toldBot } from "./project.ts";

afterEach(closeServers);

const running = (cwd: string) => pidsIn(cwd).filter(isRunning);

describe("--deadline", () => {
  test("ends a run in which the bot hangs, with a report, and leaves no bot behind", async () => {
    const cwd = await folderWith({
      "1.json": conversation(1, "say one", "hang", "say two"),
      "2.json": conversation(2, "say one"),
    });
    const args = ["*.json", "--exec", toldBot, "--deadline", "3s", "--timeout", "60s", "--retry", "2"];
    const { code, stderr, turns, summary } = await reported(args, { cwd });
    expect(turns.map(({ outcome, problems }) => [outcome, problems[0]?.message])).toEqual([
      ["passed", undefined],
      ["passed", undefined],
      ["failed", "given up: the 3 s of --deadline are over"],
      ["skipped", "not sent: the 3 s of --deadline are over"],
      ["passed", undefined],
      ["passed", undefined],
    ]);
    expect({ code, flaky: summary.flaky }).toEqual({ code: 3, flaky: 0 });
    expect(stderr).not.toContain("ended by itself");
    expect(running(cwd)).toEqual([]);
  });

  test("ends the start of a bot as well", async () => {
    const cwd = await folderWith({ "a.json": conversation(1) });
    const args = ["a.json", "--exec", botThat("never listens"), "--deadline", "500ms", "--verbose"];
    const { code, stdout, stderr } = await runReplay(args, { cwd });
    expect(stderr).toMatch(/\nulbot: the 500 ms of --deadline are over\n$/);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(running(cwd)).toEqual([]);
  });
});

describe("a bot that crashes", () => {
  test("in a turn fails that one, and what comes after it is skipped", async () => {
    const cwd = await folderWith({
      "1.json": conversation(1, "say one", "crash", "say two"),
      "2.json": conversation(2, "say"),
    });
    const { code, stderr, turns } = await reported(["*.json", "--exec", toldBot, "--jobs", "1"], { cwd });
    expect(turns.map(({ outcome, problems }) => [outcome, problems[0]?.kind])).toEqual([
      ["passed", undefined],
      ["passed", undefined],
      ["failed", "reset"],
      ["skipped", "skipped"],
      ["skipped", "skipped"],
      ["skipped", "skipped"],
    ]);
    expect(turns[3]?.problems[0]?.message).toBe("not sent: the bot could not be reached any more");
    expect(stderr).toContain("\nthe bot ended by itself, with exit code 9\n");
    expect(code).toBe(3);
  });

  test("in the last turn of all is told as well, however often that is played again", async () => {
    const cwd = await folderWith({ "a.json": conversation(1, "crash") });
    for (const args of [[], ["--retry", "1"]]) {
      const { code, stderr, outcomes, summary } = await reported(["a.json", "--exec", toldBot, ...args], { cwd });
      expect(stderr).toContain("\nthe bot ended by itself, with exit code 9\n");
      expect({ code, outcomes, flaky: summary.flaky }).toEqual({ code: 3, outcomes: ["passed", "failed"], flaky: 0 });
    }
  });
});

describe("--ready-url", () => {
  test("is asked until it says that the bot is ready, and only then the bot gets webhooks", async () => {
    const cwd = await folderWith({ "a.json": conversation(1) });
    const { code, turns } = await reported(
      ["a.json", "--exec", botThat("is ready later"), "--ready-url", "/ready?x=1"],
      { cwd },
    );
    // the bot says how often it was asked
    expect(turns.map(({ events }) => events[0]?.packet.payload.body)).toEqual(["asked 3 times at /ready?x=1"]);
    expect(code).toBe(0);
    expect(running(cwd)).toEqual([]);
  });

  test("that never says so ends the run after --ready-timeout", async () => {
    const cwd = await folderWith({ "a.json": conversation(1) });
    const args = ["--ready-url", "/", "--ready-timeout", "700ms", "--verbose"];
    const { code, stdout, stderr } = await runReplay(["a.json", "--exec", botThat("answers"), ...args], { cwd });
    expect(stderr).toMatch(/\nulbot: the bot did not answer 2xx at http:\/\/localhost:\d+\/ within 700 ms;/);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  });
});
