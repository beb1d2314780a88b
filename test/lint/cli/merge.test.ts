import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf, run, runBin } from "../../run.ts";
import { eventOf } from "../answers.ts";

const good = JSON.stringify(eventOf("message", { body: "Hi" }));
const bad = JSON.stringify(eventOf("mesage"));
const long = JSON.stringify(eventOf("message", { body: "x".repeat(2001) }));
const files = {
  "a.json": `[${bad}]`,
  "b.json": `[${good}]`,
  "c.json": `[${long}]`,
  "d.json": "{",
  "many.jsonl": `${good}\n${bad}\n${long}\n${bad}\n${good}\n`,
};
const channel = ["--channel", "facebook"];

/** Lints in parts, each of which writes its report. */
async function parts(cwd: string, count: number, format: string, patterns: readonly string[]): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => `part-${index + 1}.${format}`);
  for (const [index, name] of names.entries()) {
    const shard = ["--shard", `${index + 1}/${count}`, "--format", format, "-o", name];
    await run(["lint", ...patterns, ...channel, ...shard], { cwd });
  }
  return names;
}

const merge = (cwd: string, ...args: string[]) => run(["lint", "merge", ...args], { cwd });
const reportOf = (stdout: string) => JSON.parse(stdout.slice(stdout.indexOf("{")));

describe("ulbot lint merge makes the report of all from those of its parts", () => {
  it.each([
    ["json", 3, ["a.json", "b.json", "c.json", "d.json", "none.json"]],
    ["jsonl", 3, ["a.json", "b.json", "c.json", "d.json", "none.json"]],
    ["jsonl", 9, ["a.json", "b.json", "c.json"]],
    ["json", 4, ["many.jsonl"]],
    ["jsonl", 2, ["many.jsonl"]],
    ["json", 2, ["none.jsonl"]],
    ["json", 1, ["a.json"]],
  ] as const)("%s, %i parts of %j", async (format, count, patterns) => {
    const cwd = await folderOf(files);
    const names = await parts(cwd, count, format, patterns);
    const whole = await run(["lint", ...patterns, ...channel, "--format", "json"], { cwd });
    const merged = await merge(cwd, ...names.reverse(), "--format", "json");
    expect(reportOf(merged.stdout)).toEqual(reportOf(whole.stdout));
    expect([merged.code, merged.stderr]).toEqual([whole.code, whole.stderr]);
  });

  it("also where the reports were joined already, or come from standard input", async () => {
    const cwd = await folderOf(files);
    const names = await parts(cwd, 3, "jsonl", ["a.json", "b.json", "c.json"]);
    const joined = (await Promise.all(names.map((name) => readFile(join(cwd, name), "utf8")))).join("");
    await writeFile(join(cwd, "all.jsonl"), joined);
    const { stdout, code } = await merge(cwd, "all.jsonl", "--format", "json");
    expect([code, reportOf(stdout).summary]).toMatchObject([1, { files: 3, errors: 1, warnings: 1 }]);
    const piped = await runBin(["lint", "merge", "-", "--format", "json"], { cwd, input: joined });
    expect(piped).toEqual({ code: 1, stdout, stderr: "" });
  });

  it("also of reports of different files, which were no parts", async () => {
    const cwd = await folderOf(files);
    for (const name of ["a", "c"]) {
      await run(["lint", `${name}.json`, ...channel, "--format", "json", "-o", `out/${name}.json`], { cwd });
    }
    const { code, stdout } = await merge(cwd, "out/*.json");
    expect([code, stdout]).toEqual([1, expect.stringContaining("1 error, 1 warning in 2 files, 2 events\n")]);
  });
});

describe("the options of merge", () => {
  it("may stand before and behind it, and come from the environment", async () => {
    const cwd = await folderOf(files);
    const names = await parts(cwd, 2, "json", ["b.json", "c.json"]);
    const expected = (await merge(cwd, ...names, "--format", "jsonl")).stdout;
    expect(expected).toMatch(/^{"rule":"text-length".*\n.*"warnings":1.*\n$/);
    expect((await run(["lint", "--format", "jsonl", "merge", ...names], { cwd })).stdout).toBe(expected);
    expect((await run(["lint", "merge", ...names], { cwd, env: { ULBOT_FORMAT: "jsonl" } })).stdout).toBe(expected);
  });

  it("are where reports go, and how many warnings are too many", async () => {
    const cwd = await folderOf(files);
    const names = await parts(cwd, 2, "json", ["b.json", "c.json"]);
    const ran = await merge(cwd, ...names, "--format", "sarif", "-o", "out/lint.sarif", "--max-warnings", "0");
    expect(ran).toEqual({
      code: 1,
      stdout: "",
      stderr: "wrote out/lint.sarif\n1 warning, but --max-warnings allows 0\n",
    });
    expect(JSON.parse(await readFile(join(cwd, "out/lint.sarif"), "utf8")).runs[0].results).toHaveLength(1);
    expect((await merge(cwd, ...names)).code).toBe(0);
  });

  it("are a baseline, which parts of one file can't be compared with", async () => {
    const cwd = await folderOf(files);
    const base = ["--baseline", "known.json"];
    await run(["lint", "many.jsonl", ...channel, ...base, "--update-baseline"], { cwd });
    const names = await parts(cwd, 3, "json", ["many.jsonl"]);
    const { code, stdout, stderr } = await merge(cwd, ...names, ...base);
    expect([code, stdout, stderr]).toEqual([0, expect.stringMatching(/^no findings in 1 file, 5 events/), ""]);
    await writeFile(join(cwd, "many.jsonl"), files["many.jsonl"] + bad);
    const again = await merge(cwd, ...(await parts(cwd, 3, "json", ["many.jsonl"])), ...base);
    expect([again.code, again.stdout]).toEqual([1, expect.stringContaining("1 error, 0 warnings in 1 file, 6 events")]);
    const none = await merge(cwd, ...names, "--baseline", "none.json");
    expect([none.code, none.stderr]).toEqual([2, "ulbot: there is no baseline none.json\n"]);
  });
});

const part = (index: number, count: number, changes: object = {}) =>
  JSON.stringify({
    schemaVersion: 1,
    shard: { index, count, of: "files" },
    summary: { files: 1, skipped: 0, events: 1, errors: 0, warnings: 0, infos: 0 },
    findings: [],
    unreadable: [],
    ...changes,
  });
const noReport = "is no report of this version of ulbot\n  make it with ulbot lint --format json or jsonl";
const finding = { rule: "event-name", file: "a.json" };

describe("reports that can't be joined are a wrong usage", () => {
  it.each<[string, Record<string, string>, string]>([
    ["a part is missing", { a: part(1, 3), b: part(3, 3) }, "part 2 of 3 is missing"],
    ["parts are missing", { a: part(1, 4), b: part(4, 4) }, "part 2, 3 of 4 is missing"],
    ["a part is there twice", { a: part(1, 2), b: part(2, 2), c: part(2, 2) }, "part 2 of 2 is there twice"],
    ["of two runs", { a: part(1, 2), b: part(2, 3) }, "the reports are of different splits"],
    ["of another version", { a: part(1, 1, { schemaVersion: 2 }) }, `a ${noReport}`],
    ["without a summary", { a: part(1, 1, { summary: undefined }) }, `a ${noReport}`],
    ["with damaged findings", { a: part(1, 1, { findings: [finding] }) }, `a ${noReport}`],
    ["of another program", { a: part(1, 1), b: '{"errors": 5}' }, `b ${noReport}`],
    ["that is none", { a: JSON.stringify([eventOf("end")]) }, `a ${noReport}`],
    ["that can't be read", { a: "{" }, "a:1:2: "],
    ["that is empty", { a: "" }, "a:1:1: "],
    ["that isn't there", { "b.json": part(1, 1) }, "cannot read a: there is no such file"],
  ])("%s", async (_what, content, said) => {
    const cwd = await folderOf(content);
    const { code, stdout, stderr } = await merge(cwd, ...new Set(["a", ...Object.keys(content)]));
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(`ulbot: ${said}`)]);
  });

  it("also one that was cut off", async () => {
    const cwd = await folderOf(files);
    const [name = ""] = await parts(cwd, 1, "jsonl", ["a.json"]);
    const [first] = (await readFile(join(cwd, name), "utf8")).split("\n");
    await writeFile(join(cwd, name), `${first}\n`);
    const { code, stderr } = await merge(cwd, name);
    expect([code, stderr]).toEqual([2, `ulbot: ${name} ends within a report, so that not all was linted\n`]);
  });
});
