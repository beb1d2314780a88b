import { readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf, run } from "../../run.ts";
import { eventOf } from "../answers.ts";

const bad = JSON.stringify([eventOf("mesage")]);
const good = JSON.stringify([eventOf("delay")]);
const fixable = JSON.stringify([eventOf("message", { body: "Hi", text_fromat: "plain" })]);
const place = "node_modules/.cache/ulbot/lint.json";

/** Lints with a cache; gives the exit code and what was found. */
async function lint(cwd: string, ...args: string[]) {
  const { code, stdout, stderr } = await run(["lint", ...args, "--cache", "--format", "json"], { cwd });
  const { findings } = JSON.parse(stdout) as { findings: { file: string; rule: string }[] };
  return { code, found: findings.map(({ file, rule }) => `${file} ${rule}`), stderr };
}

/** Gives a file another content, and every sign of being what it was: only a cache would not notice. */
async function swap(path: string, content: string): Promise<void> {
  const { atime, mtime } = await stat(path);
  await writeFile(path, content);
  await utimes(path, atime, mtime);
}

/** Changes what the cache holds. */
async function edit(cwd: string, change: (cache: Record<string, unknown>) => unknown): Promise<void> {
  const cache = JSON.parse(await readFile(join(cwd, place), "utf8"));
  await writeFile(join(cwd, place), JSON.stringify(change(cache)));
}

const remembered = { code: 1, found: ["a.json event-name"], stderr: "" };

describe("--cache", () => {
  it("takes what it remembers of files that have not changed", async () => {
    const cwd = await folderOf({ "a.json": bad });
    await utimes(join(cwd, "a.json"), 1e9, 1e9);
    expect(await lint(cwd, "a.json")).toEqual(remembered);
    await swap(join(cwd, "a.json"), good.padEnd(bad.length));
    expect(await lint(cwd, "a.json")).toEqual(remembered);
    expect((await run(["lint", "a.json"], { cwd })).code).toBe(0);
    expect(await readdir(join(cwd, "node_modules/.cache/ulbot"))).toEqual(["lint.json"]);
  });

  it.each<[string, (cwd: string) => Promise<unknown>, readonly string[]]>([
    ["another content", (cwd) => writeFile(join(cwd, "a.json"), good), []],
    ["another time", (cwd) => utimes(join(cwd, "a.json"), 2e9, 2e9), []],
    ["other channels", async () => {}, ["--channel", "web"]],
    ["another severity", async () => {}, ["--severity", "info"]],
    ["another rule", (cwd) => writeFile(join(cwd, "ulbot.config.json"), '{"rules": {"event-name": "off"}}'), []],
    [
      "another suppression",
      (cwd) => writeFile(join(cwd, "ulbot.config.json"), '{"suppress": [{"rule": "cid-format"}]}'),
      [],
    ],
    ["a damaged cache", (cwd) => writeFile(join(cwd, place), "{"), []],
    ["a foreign cache", (cwd) => writeFile(join(cwd, place), '{"files": {"a.json": 5}}'), []],
    ["a cache of another version", (cwd) => edit(cwd, (cache) => ({ ...cache, version: "0.0.1" })), []],
    ["a cache of another place", (cwd) => edit(cwd, (cache) => ({ ...cache, cwd: "/else" })), []],
    [
      "a cache without results",
      (cwd) => edit(cwd, ({ files, ...cache }) => ({ ...cache, files: { "a.json": {} } })),
      [],
    ],
    ["another cache", async () => {}, ["--cache-location", "other.json"]],
  ])("looks again after %s", async (_what, change, args) => {
    const cwd = await folderOf({ "a.json": bad });
    await utimes(join(cwd, "a.json"), 1e9, 1e9);
    await lint(cwd, "a.json");
    await swap(join(cwd, "a.json"), good.padEnd(bad.length));
    await change(cwd);
    expect(await lint(cwd, "a.json", ...args)).toMatchObject({ code: 0, stderr: "" });
  });

  it("does not keep what was found before a fix", async () => {
    const cwd = await folderOf({ "a.json": fixable });
    expect(await lint(cwd, "a.json", "--fix")).toMatchObject({ code: 0, found: [] });
    expect(await lint(cwd, "a.json")).toEqual({ code: 0, found: [], stderr: "" });
    await lint(cwd, "a.json");
    await writeFile(join(cwd, "a.json"), fixable);
    await lint(cwd, "a.json");
    const fixed = await lint(cwd, "a.json", "--fix");
    expect(fixed).toEqual({ code: 0, found: [], stderr: "fixed 1 finding in a.json\n" });
  });

  it("remembers neither standard input nor parts of files", async () => {
    const cwd = await folderOf({ "a.jsonl": `${bad}\n${bad}\n` });
    expect((await lint(cwd, "a.jsonl", "--shard", "1/2")).found).toHaveLength(1);
    expect((await lint(cwd, "a.jsonl", "--shard", "2/2")).found).toHaveLength(1);
    expect((await lint(cwd, "a.jsonl")).found).toHaveLength(2);
  });

  it("forgets files that are gone", async () => {
    const cwd = await folderOf({ "a.json": bad, "b.json": bad });
    const files = async () => Object.keys(JSON.parse(await readFile(join(cwd, place), "utf8")).files);
    await lint(cwd, ".");
    await lint(cwd, "b.json");
    expect(await files()).toEqual(["a.json", "b.json"]);
    await rm(join(cwd, "a.json"));
    await lint(cwd, "b.json");
    expect(await files()).toEqual(["b.json"]);
  });

  it("is begun by --cache-location, too, and by the configuration", async () => {
    const cwd = await folderOf({ "a.json": bad });
    await run(["lint", "a.json", "--cache-location", "x/cache.json"], { cwd });
    expect(await readdir(join(cwd, "x"))).toEqual(["cache.json"]);
    await writeFile(join(cwd, "ulbot.config.json"), '{"cache": true, "cacheLocation": "y.json"}');
    await run(["lint", "a.json"], { cwd });
    expect(await readdir(cwd)).toContain("y.json");
  });

  it("that can't be written costs nothing but the time", async () => {
    const cwd = await folderOf({ "a.json": bad, node_modules: "" });
    const { code, found, stderr } = await lint(cwd, "a.json");
    expect([code, found]).toEqual([1, ["a.json event-name"]]);
    expect(stderr).toMatch(new RegExp(`^nothing is remembered: cannot write ${place}: .*\\n$`));
  });
});
