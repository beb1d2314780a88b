import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { spawn } from "@lydell/node-pty";
import { describe, expect, it } from "vitest";
import { folderOf, type Ran, runBin } from "../../run.ts";
import { eventOf } from "../answers.ts";

const answer = JSON.stringify([eventOf("message", { body: 5 }), eventOf("message", { body: "Hi", priority: 1 })]);

/** By what a report begins with, or has in it, its format. */
const signs: Readonly<Record<string, RegExp>> = {
  stylish: /^it\.json\n {2}1:\d+ +error +body is 5/m,
  json: /^\{\n {2}"schemaVersion": 1/,
  jsonl: /^\{"rule":"parameter-type".*\}\n\{"schemaVersion":1,"summary":\{.*"unreadable":\[\]\}\n$/s,
  sarif: /"version": "2\.1\.0"/,
  junit: /^<\?xml .*<testsuites name="ulbot lint"/s,
  github: /^::error file=it\.json,line=1/m,
  gitlab: /"check_name": "parameter-type"/,
  markdown: /^### 1 error, 0 warnings in 1 file/,
};

const formatsIn = (text: string): string =>
  Object.keys(signs)
    .filter((format) => signs[format]?.test(text))
    .join("+");

interface Outcome extends Ran {
  /** `stdout: stylish, lint.sarif: sarif` */
  readonly places: string;
}

/** Lints in a folder of its own, and tells which format is where. */
async function lint(args: string, { env = {}, config = {}, cwd = "" } = {}): Promise<Outcome> {
  const folder = cwd || (await folderOf({ "it.json": answer, "ulbot.config.json": JSON.stringify(config) }));
  const ran = await runBin(["lint", "it.json", ...args.split(" ").filter(Boolean)], { cwd: folder, env });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !["it.json", "ulbot.config.json"].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const written = files
    .map((file) => `${file.slice(folder.length + 1)}: ${formatsIn(readFileSync(file, "utf8"))}`)
    .sort();
  return { ...ran, places: [...(ran.stdout ? [`stdout: ${formatsIn(ran.stdout)}`] : []), ...written].join(", ") };
}

describe("each format", () => {
  it.each(Object.keys(signs))("%s goes to standard output, or to a file", async (format) => {
    expect(await lint(`--format ${format}`)).toMatchObject({ code: 1, stderr: "", places: `stdout: ${format}` });
    const { code, stderr, places } = await lint(`--format ${format} -o report.out`);
    expect([code, stderr, places]).toEqual([1, "wrote report.out\n", `report.out: ${format}`]);
  });

  it.each(Object.keys(signs))("%s leaves out what is less severe than asked for", async (format) => {
    const of = async (severity: string) => (await lint(`--format ${format} --severity ${severity}`)).stdout;
    const shows = (text: string) => text.includes("has no parameter");
    expect([shows(await of("info")), shows(await of("warning"))]).toEqual([true, false]);
  });
});

describe("where reports go", () => {
  it.each<[string, string]>([
    ["", "stdout: stylish"],
    ["--format stylish --format sarif -o lint.sarif", "stdout: stylish, lint.sarif: sarif"],
    ["--format sarif -o lint.sarif", "lint.sarif: sarif"],
    ["--format sarif --output=lint.json", "lint.json: sarif"],
    ["--format sarif -o a.sarif --format junit -o b.xml", "a.sarif: sarif, b.xml: junit"],
    ["--format sarif -o a.sarif --format json", "stdout: json, a.sarif: sarif"],
    ["--format stylish,github", "stdout: stylish+github"],
    ["--format github --format stylish", "stdout: stylish+github"],
    ["-o a.sarif", "stdout: stylish, a.sarif: sarif"],
    ["-o a.xml -o b.JSON", "stdout: stylish, a.xml: junit, b.JSON: json"],
    ["-o a.jsonl -o b.md", "stdout: stylish, a.jsonl: jsonl, b.md: markdown"],
    ["--format sarif -o a.sarif -o b.xml", "a.sarif: sarif, b.xml: junit"],
    ["--format stylish -o a.sarif", "a.sarif: stylish"],
    ["-o a.sarif --format json", "stdout: json, a.sarif: sarif"],
    ["-o reports/of/today/a.sarif", "stdout: stylish, reports/of/today/a.sarif: sarif"],
    ["--format json -o -", "stdout: json"],
    ["--format json -o /dev/null", ""],
  ])("%s", async (args, places) => {
    const { code, places: found } = await lint(args);
    expect([code, found]).toEqual([1, places]);
  });

  it("is said on stderr, unless nothing is to be said", async () => {
    expect((await lint("-o a.sarif -o b/c.md")).stderr).toBe("wrote a.sarif\nwrote b/c.md\n");
    expect((await lint("-o a.sarif -q")).stderr).toBe("");
  });

  it("is not replaced where it is a device", async () => {
    await lint("--format json -o /dev/null");
    expect(readFileSync("/dev/null", "utf8")).toBe("");
  });

  it("keeps colours on the terminal", async () => {
    const cwd = await folderOf({ "it.json": answer });
    const { stdout } = await lint("--format stylish --format stylish -o a.txt", { cwd, env: { FORCE_COLOR: "1" } });
    const stored = readFileSync(join(cwd, "a.txt"), "utf8");
    expect([stdout.includes("\x1b["), stored.includes("\x1b[")]).toEqual([true, false]);
  });
});

describe("what settings say", () => {
  it.each<[string, Parameters<typeof lint>[1], string]>([
    ["", { env: { ULBOT_FORMAT: "json" } }, "stdout: json"],
    ["", { env: { ULBOT_FORMAT: "stylish,github" } }, "stdout: stylish+github"],
    ["--format junit", { env: { ULBOT_FORMAT: "json" } }, "stdout: junit"],
    ["", { env: { ULBOT_FORMAT: "gitlab", ULBOT_OUTPUT: "a.json" } }, "a.json: gitlab"],
    ["", { env: { ULBOT_OUTPUT: "a.sarif" } }, "stdout: stylish, a.sarif: sarif"],
    ["--format stylish", { env: { ULBOT_OUTPUT: "a.sarif" } }, "stdout: stylish, a.sarif: sarif"],
    ["--format sarif", { env: { ULBOT_OUTPUT: "a.txt" } }, "a.txt: sarif"],
    ["-o a.json", { env: { ULBOT_FORMAT: "gitlab" } }, "a.json: gitlab"],
    ["-o a.sarif", { env: { ULBOT_FORMAT: "stylish" } }, "stdout: stylish, a.sarif: sarif"],
    ["", { config: { lintFormat: ["stylish", "github"] } }, "stdout: stylish+github"],
    ["", { config: { lintFormat: "sarif", lintOutput: "a.json" } }, "a.json: sarif"],
    ["", { config: { lintOutput: ["a.sarif", "b.xml"] } }, "stdout: stylish, a.sarif: sarif, b.xml: junit"],
    ["--no-config", { config: { lintFormat: "json" } }, "stdout: stylish"],
    ["", { env: { GITHUB_ACTIONS: "true" } }, "stdout: stylish+github"],
    ["-o a.sarif", { env: { GITHUB_ACTIONS: "true" } }, "stdout: stylish+github, a.sarif: sarif"],
    ["--format stylish", { env: { GITHUB_ACTIONS: "true" } }, "stdout: stylish"],
    ["", { env: { GITHUB_ACTIONS: "true" }, config: { lintFormat: "json" } }, "stdout: json"],
  ])("%s with %j", async (args, settings, places) => {
    const { code, places: found } = await lint(args, settings);
    expect([code, found]).toEqual([1, places]);
  });

  it("names files from the checkout", async () => {
    const cwd = await folderOf({ "bot/it.json": answer });
    const env = { GITHUB_WORKSPACE: cwd };
    const { stdout } = await lint("--format github", { cwd: join(cwd, "bot"), env });
    expect(stdout).toMatch(/^::error file=bot\/it\.json,/);
  });
});

describe("a wrong usage writes nothing", () => {
  it.each<[string, string]>([
    ["-o a.sarif -o report.txt", "nothing says which format report.txt is to have"],
    ["-o a.sarif -o report", "nothing says which format report is to have"],
    ["-o a.sarif --format yaml", "argument 'yaml' is invalid. Allowed choices are stylish, json, jsonl,"],
    ["-o a.sarif --format json --format sarif", "json and sarif on standard output, which can hold one of them"],
    ["-o a.sarif --format json,stylish", "json and stylish on standard output"],
    ["-o a.sarif --format stylish,stylish", "stylish and stylish on standard output"],
    ["-o a.sarif --format json -o -  --format sarif -o -", "json and sarif on standard output"],
    ["-o a.sarif -o b.md --format sarif -o ./a.sarif", "two reports for ./a.sarif, which can hold one"],
    ["-o a.sarif --format json -o it.json", "a report can't go to it.json, which it reports on"],
    ["-o a.sarif -o", "option '-o, --output <file>' argument missing"],
    ["-o a.sarif --output=", "A file has to have a name."],
  ])("%s", async (args, message) => {
    const { code, stdout, stderr, places } = await lint(args);
    expect([code, stdout, places]).toEqual([2, "", ""]);
    expect(stderr).toContain(`${message}`);
    expect(stderr).toMatch(/^ulbot: /);
  });
});

describe("a file that can't be written", () => {
  it("is told, once all others are written", async () => {
    const cwd = await folderOf({ "it.json": answer, "taken/a.md": "", file: "" });
    const { code, stdout, stderr } = await lint("--format json -o taken -o file/a.xml -o b.md", { cwd });
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toBe("wrote b.md\nulbot: cannot write taken: it is a directory\n");
    expect(existsSync(join(cwd, "b.md"))).toBe(true);
  });

  it.runIf(existsSync("/dev/full"))("is one on a full disk, too", async () => {
    const { code, stderr } = await lint("--format json -o /dev/full");
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^ulbot: cannot write \/dev\/full: .*ENOSPC/)]);
  });
});

describe("links", () => {
  /** Whether a run on a terminal links rules to their pages. */
  async function hasLinks(args: readonly string[], env: Readonly<Record<string, string>>): Promise<boolean> {
    const cwd = await folderOf({ "it.json": answer });
    const program = join(import.meta.dirname, "../../../bin/ulbot.cjs");
    const child = spawn(process.execPath, [program, "lint", "it.json", ...args], {
      cwd,
      env: { PATH: process.env.PATH, ...env },
      name: "xterm-256color",
    });
    const pieces: string[] = [];
    child.onData((data) => pieces.push(data));
    await new Promise((resolve) => child.onExit(resolve));
    expect(pieces.join("")).toContain("body is 5");
    return pieces.join("").includes("\x1b]8;;https://");
  }

  it.each<[boolean, readonly string[], Readonly<Record<string, string>>]>([
    [true, [], { FORCE_HYPERLINK: "1" }],
    [true, [], { TERM_PROGRAM: "ghostty" }],
    [false, [], { TERM_PROGRAM: "unheard-of" }],
    [false, ["--no-color"], { FORCE_HYPERLINK: "1" }],
    [false, [], { FORCE_HYPERLINK: "1", NO_COLOR: "1" }],
  ])("%s on a terminal with %j and %j", async (expected, args, env) => {
    expect(await hasLinks(args, env)).toBe(expected);
  });

  it("are never in what is no terminal", async () => {
    const { stdout } = await lint("", { env: { FORCE_HYPERLINK: "1", FORCE_COLOR: "1" } });
    expect([stdout.includes("\x1b["), stdout.includes("\x1b]8")]).toEqual([true, false]);
  });
});
