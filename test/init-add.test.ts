import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { listTemplates } from "../src/scaffold/template.ts";
import { folderOf, run, runBin } from "./run.ts";

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

const typescript = { "package.json": "{}", "tsconfig.json": "{}" };

describe("--add brings one part into a bot that is there", () => {
  test("ci", async () => {
    const cwd = await folderOf(typescript);
    const { code, stdout, stderr } = await runBin(["init", "--add", "ci"], { cwd });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "mind: it fits a new typescript bot; see that paths and commands in it fit yours\n",
    });
    expect(stdout).toMatch(/^\.\n└── \.github\n {4}└── workflows\n {8}└── test\.yml +\d+ B\n\n1 file, \d+ B\n$/);
    expect(filesIn(cwd)).toEqual([".github/workflows/test.yml", "package.json", "tsconfig.json"]);
  });

  test("config, for the channels asked for", async () => {
    const cwd = await folderOf({ "bot/package.json": "{}", "bot/tsconfig.json": "{}" });
    await runBin(["init", "bot", "--add", "config", "--channel", "sms"], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, "bot/ulbot.config.json"), "utf8"))).toMatchObject({ channel: ["sms"] });
  });

  test("fixtures, without what another bot answers to them", async () => {
    const cwd = await folderOf(typescript);
    await runBin(["init", "--add", "fixtures"], { cwd });
    const added = filesIn(cwd).filter((path) => !Object.hasOwn(typescript, path));
    expect(added).toContain("fixtures/website.json");
    expect(added.filter((path) => !/^fixtures\/[^.]+\.json$/.test(path))).toEqual([]);
  });

  test("fixtures of a flow", async () => {
    const texts = ["contact-form", "order-status"].map(async (flow) => {
      const cwd = await folderOf(typescript);
      expect((await run(["init", "--add", "fixtures", "--flow", flow], { cwd })).code).toBe(0);
      return filesIn(join(cwd, "fixtures")).map((path) => readFileSync(join(cwd, "fixtures", path), "utf8"));
    });
    const [form, status] = await Promise.all(texts);
    expect(form).not.toEqual(status);
  });

  test("and keeps what is there", async () => {
    const cwd = await folderOf({ ...typescript, "fixtures/website.json": "mine" });
    const { stdout } = await run(["init", "--add", "fixtures"], { cwd });
    expect(stdout).toMatch(/website\.json +kept as it is$/m);
    expect(readFileSync(join(cwd, "fixtures/website.json"), "utf8")).toBe("mine");
    const again = await run(["init", "--add", "fixtures"], { cwd });
    expect(again).toMatchObject({ code: 0, stderr: "it was all there already\n" });
  });

  test("shows with --dry-run what it would bring", async () => {
    const cwd = await folderOf(typescript);
    const { stdout } = await run(["init", "--add", "ci", "--dry-run", "--format", "json"], { cwd });
    expect(JSON.parse(stdout).files).toEqual([
      { path: ".github/workflows/test.yml", action: "create", bytes: expect.any(Number) },
    ]);
    expect(filesIn(cwd)).toEqual(Object.keys(typescript));
  });

  test("into a bot that looks like none, if told which template", async () => {
    const cwd = await folderOf({ "main.rb": "" });
    expect((await run(["init", "--add", "ci", "--template", "typescript"], { cwd })).code).toBe(0);
    expect(filesIn(cwd)).toContain(".github/workflows/test.yml");
  });
});

const templates = listTemplates(join(dirname(import.meta.dirname), "templates")).map(({ name }) => name);

test.each(templates)("--add knows a %s bot when it sees one", async (template) => {
  const cwd = await folderOf({});
  expect((await run(["init", ".", "--name", "bot", "--template", template], { cwd })).code).toBe(0);
  rmSync(join(cwd, ".github"), { recursive: true });
  const { stdout } = await run(["init", "--add", "ci", "--format", "json"], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({ template, files: [{ action: "create" }] });
  expect(filesIn(join(cwd, ".github"))).not.toEqual([]);
});

test("--add asks which of two it is", async () => {
  const cwd = await folderOf({ ...typescript, "requirements.txt": "" });
  const { code, stderr } = await runBin(["init", "--add", "ci"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /ulbot: \S+ and typescript both look like what is in .+\n {2}say which one it is with --template/,
  );
});

test.each([
  ["ci", { "main.rb": "" }, "no template looks like what is in /"],
  ["ci", {}, "no template looks like what is in /"],
  ["docs", typescript, 'the template typescript has no part "docs", but one of: ci, config, fixtures'],
  ["toString", typescript, 'has no part "toString"'],
  ["config", { ...typescript, "ulbot.config.yaml": "" }, "there is a configuration already, ulbot.config.yaml"],
  ["ci", { ...typescript, ".github": "a file" }, ".github is a file, but the project needs a directory there"],
])("--add %s to %j is refused", async (part, files, message) => {
  const cwd = await folderOf(files);
  const { code, stdout, stderr } = await run(["init", "--add", part], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
  expect(filesIn(cwd)).toEqual(Object.keys(files).sort());
});

test("--add makes no bot where there is none", async () => {
  const cwd = await folderOf({});
  const { code, stderr } = await run(["init", "x", "--add", "ci", "--template", "typescript"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain("there is no bot in x");
  expect(readdirSync(cwd)).toEqual([]);
});

test.each(["--merge", "--force", "--git", "--install", "--list"])("--add goes without %s", async (option) => {
  const cwd = await folderOf(typescript);
  const { code, stderr } = await run(["init", "--add", "ci", option], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain("cannot be used with option");
});
