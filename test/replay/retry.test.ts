import { afterEach, describe, expect, test } from "vitest";
import { closeServers } from "../servers.ts";
import {
  answer,
  bot,
  cidOf,
  conversation,
  folderWith,
  type Posted,
  reported,
  runReplay,
  transcript,
} from "./project.ts";

afterEach(closeServers);

const hello = (posted: Posted) => answer(posted, "message", { body: "Hello" });
const folder = () =>
  folderWith({ "1.json": conversation(1, "a"), "2.json": conversation(2, "b"), "3.json": conversation(3) });

describe("--retry", () => {
  test("plays a conversation that failed again, in a session of its own, and says so", async () => {
    const unlucky = [cidOf(1), cidOf(3)];
    const server = await bot((posted) => (unlucky.includes(posted.info.cid) ? { packet: {} } : hello(posted)));
    const cwd = await folder();
    const { code, summary, turns } = await reported(["*.json", "--url", server.url.href, "--retry", "2"], { cwd });
    expect(turns.map(({ file, outcome, attempt }) => `${file} ${outcome} ${attempt}`)).toEqual([
      "1.json passed 2",
      "1.json passed 2",
      "2.json passed 1",
      "2.json passed 1",
      "3.json passed 2",
    ]);
    expect(summary).toMatchObject({ conversations: 3, turns: 5, passed: 5, failed: 0, flaky: 2 });
    expect(code).toBe(0);
    expect(server.requests).toHaveLength(5 + 3);
    expect(new Set(server.posted().map(({ info }) => info.cid)).size).toBe(5);
    const { stdout } = await runReplay(["*.json", "--url", server.url.href, "--retry", "1"], { cwd });
    expect(stdout).toMatch(/5 passed \(2 conversations on a later attempt only\)\n/);
  });

  test("tells the last failure of a conversation that never passes", async () => {
    let count = 0;
    const server = await bot((posted) => answer(posted, "message", { body: String(count++) }));
    const [start] = conversation(1) as [Posted];
    const cwd = await folderWith({
      "a.jsonl": transcript([start, { answer: answer(start, "message", { body: "?" }) }]),
    });
    const { code, summary, turns } = await reported(["a.jsonl", "--url", server.url.href, "--retry", "2"], { cwd });
    expect(turns).toMatchObject([{ outcome: "failed", attempt: 3, events: [{ packet: { payload: { body: "2" } } }] }]);
    expect({ code, flaky: summary.flaky }).toEqual({ code: 1, flaky: 0 });
  });
});

test("--repeat plays all of it so often, each time in sessions of their own", async () => {
  const server = await bot(hello);
  const args = ["*.json", "--url", server.url.href, "--repeat", "3", "--jobs", "1"];
  const { code, turns } = await reported(args, { cwd: await folder() });
  expect(turns.map(({ file, run }) => `${run} ${file}`)).toEqual(
    [1, 2, 3].flatMap((run) => ["1.json", "1.json", "2.json", "2.json", "3.json"].map((file) => `${run} ${file}`)),
  );
  expect(new Set(turns.map(({ cid }) => cid)).size).toBe(9);
  expect(code).toBe(0);
});

test("--bail ends the run after the first turn that fails", async () => {
  const server = await bot((posted) => (posted.info.cid === cidOf(2) ? { packet: {} } : hello(posted)));
  const args = ["*.json", "--url", server.url.href, "--bail", "--jobs", "1"];
  const { code, turns } = await reported(args, { cwd: await folder() });
  expect(turns.map(({ file, outcome }) => `${file} ${outcome}`)).toEqual([
    "1.json passed",
    "1.json passed",
    "2.json failed",
    "2.json skipped",
  ]);
  expect(turns[3]?.problems[0]?.message).toBe("not sent: webhook 1 of 2.json failed, and --bail ends it there");
  expect(server.requests).toHaveLength(3);
  expect(code).toBe(1);
});

describe("--speed", () => {
  /** A transcript with these milliseconds between its turns. */
  function recorded(...gaps: number[]): string {
    let at = 0;
    const turns = conversation(1, ...gaps.map(String)).map((posted, index) => {
      at += index === 0 ? 0 : (gaps[index - 1] ?? 0);
      return [posted, { answer: hello(posted), at }] as const;
    });
    return transcript(...turns);
  }

  test("waits between turns as long as the contact did, or a part of that", async () => {
    const times: number[] = [];
    const server = await bot((posted) => {
      times.push(performance.now());
      return hello(posted);
    });
    const cwd = await folderWith({ "a.jsonl": recorded(300, 600) });
    const gaps = () =>
      times.splice(0).flatMap((time, index, all) => (index === 0 ? [] : [time - (all[index - 1] ?? 0)]));
    for (const [speed, least] of [
      ["1x", [295, 595]],
      ["3", [95, 195]],
    ] as const) {
      const { code, outcomes } = await reported(["a.jsonl", "--url", server.url.href, "--speed", speed], { cwd });
      expect({ code, outcomes }).toEqual({ code: 0, outcomes: ["passed", "passed", "passed"] });
      for (const [index, gap] of gaps().entries()) expect(gap).toBeGreaterThan(least[index] ?? 0);
    }
  });

  test("does not wait unless asked, and no longer than the --deadline", async () => {
    const server = await bot(hello);
    const cwd = await folderWith({ "a.jsonl": recorded(3_600_000) });
    expect(await reported(["a.jsonl", "--url", server.url.href], { cwd })).toMatchObject({ code: 0 });
    const args = ["a.jsonl", "--url", server.url.href, "--speed", "2x", "--deadline", "1s", "--retry", "1"];
    const { code, turns, summary } = await reported(args, { cwd });
    expect(turns.map(({ outcome, problems }) => [outcome, problems[0]?.message])).toEqual([
      ["passed", undefined],
      ["skipped", "not sent: the 1 s of --deadline are over"],
    ]);
    expect({ code, flaky: summary.flaky }).toEqual({ code: 3, flaky: 0 });
  });
});
