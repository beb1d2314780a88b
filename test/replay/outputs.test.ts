import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closeServers } from "../servers.ts";
import { answer, bot, botThat, conversation, folderWith, type Posted, runReplay, toldBot } from "./project.ts";

afterEach(closeServers);

let cwd: string;
let url: string;

beforeEach(async () => {
  url = (await bot((posted: Posted) => answer(posted, "message", { body: "Hello" }))).url.href;
  cwd = await folderWith({ "a.json": conversation(1, "hi") });
});

describe("reports", () => {
  test("may be several at once, each in its place, whose directory is made", async () => {
    const formats = ["--format", "junit", "-o", "out/report.xml", "--format", "html", "-o", "out/report.html"];
    const more = ["--format", "jsonl,pretty", "-o", "turns.txt", "-o", "run.json", "--format", "tap", "-o", "all.tap"];
    const { code, stdout, stderr } = await runReplay(["a.json", "--url", url, ...formats, ...more], { cwd });
    const read = (file: string) => readFile(join(cwd, file), "utf8");
    expect(stderr.split("\n").sort()).toEqual([
      "",
      ...["all.tap", "out/report.html", "out/report.xml", "run.json", "turns.txt"].map((file) => `wrote ${file}`),
    ]);
    expect(await read("out/report.xml")).toMatch(/<testsuites.* tests="2"/);
    expect(await read("out/report.html")).toMatch(/^<!doctype html>/i);
    expect(await read("all.tap")).toMatch(/^TAP version 14\n/);
    expect(JSON.parse(await read("run.json")).summary).toMatchObject({ turns: 2, passed: 2 });
    expect(await read("turns.txt")).toMatch(/\n1 conversation, 2 turns: 2 passed\n/);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => Object.keys(JSON.parse(line))),
    ).toHaveLength(3);
    expect(code).toBe(0);
  });

  test("that can't be written end the run with 3, once all others have been", async () => {
    await mkdir(join(cwd, "a.xml"));
    const args = ["--format", "junit", "-o", "a.xml", "-o", "a.json/x.tap", "-o", "b.json", "--format", "pretty"];
    const { code, stdout, stderr } = await runReplay(["a.json", "--url", url, ...args], { cwd });
    expect(JSON.parse(await readFile(join(cwd, "b.json"), "utf8")).summary).toMatchObject({ passed: 2 });
    expect(stdout).toMatch(/2 passed\n/);
    expect(stderr).toBe("wrote b.json\nulbot: cannot write a.xml: it is a directory\n");
    expect(code).toBe(3);
  });

  test.each([
    [["-o", "a.json"], "a report can't go to a.json, which it reports on"],
    [["--format", "json", "-o", "./a.expected.json"], "a report can't go to ./a.expected.json, which it reports on"],
    [["-o", "a.txt"], "nothing says which format a.txt is to have"],
    [["--format", "json", "--format", "tap"], "json and tap on standard output, which can hold one of them"],
    [["--format", "yaml"], "option '--format <name>' argument 'yaml' is invalid"],
  ])("%j is wrong usage", async (args, message) => {
    const { code, stdout, stderr } = await runReplay(["a.json", "--url", url, ...args], { cwd });
    expect(stderr).toContain(`ulbot: ${message}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(await readdir(cwd)).toEqual(["a.json"]);
  });
});

describe("settings", () => {
  test("of the configuration hold, and those of the environment and the command line win over them", async () => {
    const config = {
      exec: toldBot,
      readyTimeout: "20s",
      settle: 0.2,
      replayIgnore: ["/answer/*/packet/payload/body"],
      replayFormat: ["jsonl"],
      replayOutput: ["all.json"],
      exact: true,
      retry: 1,
      deadline: "1m",
      minCoverage: 100,
      timeout: 10,
      jobs: 1,
    };
    const turn = { turn: 1, event: "start", answer: [{ packet: { name: "bubbles", payload: { body: "?" } } }] };
    const expected = { schemaVersion: 1, turns: [turn] };
    const folder = await folderWith({
      "a.json": conversation(1),
      "a.expected.json": expected,
      "ulbot.config.json": config,
    });
    const { code, stdout, stderr } = await runReplay(["a.json"], { cwd: folder });
    const report = JSON.parse(await readFile(join(folder, "all.json"), "utf8"));
    // the greeting is ignored, and what else the file does not say is missed
    expect(report.turns[0].differences.length).toBeGreaterThan(0);
    expect(JSON.stringify(report.turns[0].differences)).not.toContain("payload/body");
    expect(report.turns[0]).toMatchObject({ attempt: 2 });
    expect(report.coverage.percent).toBeLessThan(100);
    expect(stdout.trim().split("\n")).toHaveLength(2);
    expect(stderr).toContain("wrote all.json");
    expect(code).toBe(1);
    const env = { ULBOT_RETRY: "0", ULBOT_MIN_COVERAGE: "0", ULBOT_UPDATE: "true", ULBOT_SETTLE: "0.1" };
    const after = await runReplay(["a.json", "--exec", botThat("answers")], { cwd: folder, env });
    const { turns } = JSON.parse(await readFile(join(folder, "all.json"), "utf8"));
    expect(turns).toMatchObject([{ attempt: 1, update: "changed", outcome: "passed" }]);
    expect(after.code).toBe(0);
  });
});
