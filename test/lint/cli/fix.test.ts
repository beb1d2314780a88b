import { chmod, lstat, readFile, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/lint/finding.ts";
import { folderOf, run, runBin } from "../../run.ts";
import { cid, eventOf } from "../answers.ts";

/** An event with a key that `--fix` renames, and the same with the key it should have. */
const wrongKey = JSON.stringify(eventOf("message", { body: "Hi", text_fromat: "plain" }));
const rightKey = wrongKey.replace("text_fromat", "text_format");
const good = JSON.stringify(eventOf("message", { body: "Grüße 👋" }));
/** The fix is right, but what it uncovers is worse. */
const worse = JSON.stringify(eventOf("message", { bdy: "x".repeat(9000) }));
const clean = "no findings in";

const fix = async (cwd: string, ...args: string[]) => run(["lint", "--fix", ...args], { cwd });
const contentOf = (cwd: string, file: string) => readFile(join(cwd, file), "utf8");

/** Does something as a user who may not do everything. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.("nobody");
  return work().finally(() => process.seteuid?.(0));
}

describe("--fix changes nothing but what it says", () => {
  it.each<[file: string, before: string, after: string]>([
    ["it.json", `[${wrongKey}]`, `[${rightKey}]`],
    [
      "it.json",
      `\ufeff[\r\n  ${wrongKey},\r\n\r\n  ${good}\r\n]\r\n`,
      `\ufeff[\r\n  ${rightKey},\r\n\r\n  ${good}\r\n]\r\n`,
    ],
    ["it.json", ` ${wrongKey} \n`, ` ${rightKey} \n`],
    [
      "it.jsonl",
      `${good}\n${wrongKey}\r\n\n  ${wrongKey}\n${good}`,
      `${good}\n${rightKey}\r\n\n  ${rightKey}\n${good}`,
    ],
    ["it.ndjson", `\ufeff${wrongKey}\n`, `\ufeff${rightKey}\n`],
    ["it.json", `${wrongKey}\n${good}\n`, `${rightKey}\n${good}\n`],
    ["it.jsonl", `{"broken\n${wrongKey}\n`, `{"broken\n${rightKey}\n`],
    ["it.jsonl", `${worse}\n${wrongKey}\n${worse}\n${wrongKey}\n`, `${worse}\n${rightKey}\n${worse}\n${rightKey}\n`],
    ["it.json", `[${wrongKey}, ${worse}, ${wrongKey}]`, `[${rightKey}, ${worse}, ${rightKey}]`],
    ["it.json", `[${worse}]`, `[${worse}]`],
  ])("%s %j", async (file, before, after) => {
    const cwd = await folderOf({ [file]: before });
    await fix(cwd, file);
    expect(await contentOf(cwd, file)).toBe(after);
  });

  it("and keeps modes and links", async () => {
    const cwd = await folderOf({ "real/it.json": `[${wrongKey}]`, "links/.keep": "" });
    await chmod(join(cwd, "real/it.json"), 0o640);
    await symlink("../real/it.json", join(cwd, "links/it.json"));
    expect((await fix(cwd, "links/it.json")).stderr).toBe("fixed 1 finding in links/it.json\n");
    expect((await lstat(join(cwd, "links/it.json"))).isSymbolicLink()).toBe(true);
    expect((await stat(join(cwd, "real/it.json"))).mode & 0o777).toBe(0o640);
    expect(await contentOf(cwd, "real/it.json")).toBe(`[${rightKey}]`);
  });

  it("and neither what can't be written back, nor what is ignored or shown to be right", async () => {
    const yaml = `info: {cid: "${cid}"}\npacket: {name: message, payload: {body: Hi, text_fromat: plain}}\n`;
    const files = {
      "a.json.gz": gzipSync(`[${wrongKey}]`),
      "b.yaml": `- ${yaml.replace("\n", "\n  ")}`,
      "c.json": `[${good}]`,
      "ignored/d.json": `[${wrongKey}]`,
      ".gitignore": "ignored\n",
    };
    const cwd = await folderOf(files);
    const { code, stdout, stderr } = await fix(cwd, ".");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("0 errors, 2 warnings in 3 files");
    expect(stdout).not.toContain("fix");
    for (const [file, content] of Object.entries(files)) {
      expect(await readFile(join(cwd, file))).toEqual(Buffer.from(content));
    }
  });
});

describe("--fix", () => {
  it("says what it did, and reports and judges what is left", async () => {
    const bad = JSON.stringify(eventOf("mesage"));
    const cwd = await folderOf({
      "a.json": `[${wrongKey}]`,
      "b.jsonl": `${wrongKey}\n${bad}\n`,
      "c.json": `[${good}]`,
    });
    const { code, stdout, stderr } = await fix(cwd, ".", "--max-warnings", "0");
    expect([code, stderr]).toEqual([1, "fixed 1 finding in a.json\nfixed 1 finding in b.jsonl\n"]);
    expect(stdout).toMatch(/^b\.jsonl\n {2}2:82 {2}error/);
    expect(stdout).toContain("1 error, 0 warnings in 3 files, 4 events");
    expect((await fix(cwd, ".", "-q")).stderr).toBe("");
  });

  it("does just what --format json says of findings", async () => {
    const text = `[${wrongKey},\n ${wrongKey}]`;
    const cwd = await folderOf({ "it.json": text });
    const { findings } = JSON.parse((await run(["lint", "it.json", "--format", "json"], { cwd })).stdout);
    const lines = text.split("\n");
    for (const { line, column, endColumn, text } of findings
      .flatMap(({ fix }: Finding) => fix?.edits ?? [])
      .reverse()) {
      const before = lines[line - 1] ?? "";
      lines[line - 1] = before.slice(0, column - 1) + text + before.slice(endColumn - 1);
    }
    expect((await fix(cwd, "it.json")).stdout).toContain(clean);
    expect(await contentOf(cwd, "it.json")).toBe(lines.join("\n"));
  });

  it("leaves alone what is not shown", async () => {
    const single = await folderOf({ "it.json": good });
    expect((await fix(single, "it.json")).stderr).toBe("");
    expect((await fix(single, "it.json", "--severity", "info")).stderr).toBe("fixed 1 finding in it.json\n");
    expect(await contentOf(single, "it.json")).toBe(`[${good}]`);
    const cwd = await folderOf({ "it.json": `[${wrongKey}]` });
    expect((await fix(cwd, "it.json", "--severity", "error")).stderr).toBe("");
    expect(await contentOf(cwd, "it.json")).toBe(`[${wrongKey}]`);
  });

  it("goes on where a file can't be written, and exits with 3", async () => {
    // the name has room for nothing behind it, so that no copy can be made
    const long = `${"x".repeat(250)}.json`;
    const cwd = await folderOf({ "a.json": `[${wrongKey}]`, [long]: `[${wrongKey}]`, "z.json": `[${wrongKey}]` });
    const { code, stdout, stderr } = await fix(cwd, ".");
    expect(code).toBe(3);
    expect(stderr.split("\n")).toEqual([
      "fixed 1 finding in a.json",
      expect.stringMatching(/^ulbot: cannot write x+\.json: /),
      "fixed 1 finding in z.json",
      "",
    ]);
    expect(stdout).toContain("0 errors, 1 warning in 3 files");
    expect(await contentOf(cwd, long)).toBe(`[${wrongKey}]`);
  });

  it("does not write to what is read-only", async () => {
    const cwd = await folderOf({ "it.json": `[${wrongKey}]`, "other.json": `[${wrongKey}]` });
    await chmod(cwd, 0o777);
    await chmod(join(cwd, "it.json"), 0o444);
    // what it needs is loaded while everything may be read
    await fix(cwd, "other.json");
    const { code, stderr } = await asNobody(() => fix(cwd, "it.json"));
    expect([code, stderr]).toEqual([3, "ulbot: cannot write it.json: it may not be written\n"]);
  });

  it("leaves nothing but the file", async () => {
    const cwd = await folderOf({ "it.json": `[${wrongKey}]` });
    expect(await runBin(["lint", "it.json", "--fix"], { cwd })).toEqual({
      code: 0,
      stdout: "no findings in 1 file, 1 event\n",
      stderr: "fixed 1 finding in it.json\n",
    });
    expect((await execa("ls", ["-A"], { cwd })).stdout).toBe("it.json");
  });
});

describe("--fix-dry-run", () => {
  const files = {
    "a.json": `[\r\n${wrongKey}\r\n]\r\n`,
    "b/c.jsonl": `${good}\n${wrongKey}\n${good}`,
    "d.json": `[${good}]`,
    "e.json": JSON.stringify([eventOf("mesage")]),
  };

  it("shows a diff that tools take, which is what --fix does", async () => {
    const cwd = await folderOf(files);
    const { code, stdout, stderr } = await run(["lint", ".", "--fix-dry-run"], { cwd });
    expect([code, stderr]).toEqual([
      1,
      "--fix would fix 2 findings in 2 files; 1 error and 0 warnings would be left\n",
    ]);
    for (const [file, content] of Object.entries(files)) expect(await contentOf(cwd, file)).toBe(content);
    const patched = await folderOf(files);
    await execa("git", ["apply", "-"], { cwd: patched, input: stdout });
    expect((await fix(cwd, ".")).code).toBe(1);
    for (const file of Object.keys(files)) expect(await contentOf(patched, file)).toBe(await contentOf(cwd, file));
  });

  it("says so where there is nothing to do, and what can't be read", async () => {
    const cwd = await folderOf(files);
    expect(await run(["lint", "d.json", "--fix-dry-run"], { cwd })).toEqual({
      code: 0,
      stdout: "",
      stderr: "there is nothing that --fix would change\n",
    });
    expect(await run(["lint", "d.json", "none.json", "--fix-dry-run", "-q"], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr: "ulbot: cannot read none.json: there is no such file\n",
    });
  });

  it("names files in the same way however they are given", async () => {
    const cwd = await folderOf({ "a.json": `[${wrongKey}]` });
    for (const name of ["a.json", "./a.json", join(cwd, "a.json")]) {
      const { stdout } = await run(["lint", name, "--fix-dry-run"], { cwd });
      expect(stdout.split("\n").slice(0, 2)).toEqual(["--- a/a.json", "+++ b/a.json"]);
    }
  });
});
