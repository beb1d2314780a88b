import { chmod, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { UlbotError } from "../../src/errors.ts";
import { cid, eventOf } from "../lint/answers.ts";
import { folderOf, run } from "../run.ts";

const good = JSON.stringify([eventOf("message", { body: "Grüße 👋" })]);
const utf16 = (text: string, swapped = false) => {
  const bytes = Buffer.from(text, "utf16le");
  return swapped ? bytes.swap16() : bytes;
};

/** Files that can't be read as an answer: the content, and what is said on stderr and stdout. */
const unreadable: Readonly<Record<string, readonly [Uint8Array | string, stderr: string, stdout?: string | RegExp]>> = {
  "UTF-16, little end first": [utf16(`\ufeff${good}`), "cannot read it.json: it is UTF-16 text\n  save it as UTF-8\n"],
  "UTF-16, big end first": [
    utf16(`\ufeff${good}`, true),
    "cannot read it.json: it is UTF-16 text\n  save it as UTF-8\n",
  ],
  "UTF-16 without a mark": [utf16(good), "cannot read it.json: it is binary, or UTF-16 text\n  save it as UTF-8\n"],
  "an image": [Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "cannot read it.json: it is binary"],
  "Latin-1 in the third line": [
    Buffer.from('{\n"a": 1,\n"b": "Grü\xdfe"\n}', "latin1"),
    "cannot read it.json: line 3 is not UTF-8 text\n  save it as UTF-8\n",
  ],
  "UTF-8 that is cut off": [
    Buffer.from(`${good}\n"👋`).subarray(0, -2),
    "cannot read it.json: line 2 is not UTF-8 text",
  ],
  nothing: ["", "it.json could not be read", "1:1  error    there is nothing in it, not even an empty list []  json-"],
  "white space": [" \r\n\t ", "it.json could not be read", "1:1  error    there is nothing in it"],
  "several errors": [
    '[\r\n  {"a" 1},\r\n  {b: 2}\r\n]',
    "it.json could not be read as an answer of a bot",
    /2:8 {2}error {4}a colon has to stand here {2}json-syntax.* 3:4 {2}error {4}this is not a JSON value/s,
  ],
  "half a file": [good.slice(0, 60), "it.json could not be read", "a closing } is missing; the text may be cut off"],
  "a webhook": [
    JSON.stringify(eventOf("start", {}, { contact: {}, approach_mode: "normal" })),
    "it.json could not be read as an answer of a bot",
    "a webhook of the platform stands where an event of a bot has to be",
  ],
  "deep lists": ["[".repeat(20_000) + "]".repeat(20_000), "it.json could not be read", "deeper than 500 levels"],
  "a large number": [`{"info": {"cid": "${cid}", "n": 9007199254740993}}`, "it.json could", "would be rounded"],
  "half a character": ['["\\ud83d"]', "it.json could", "half a character (a lone surrogate)"],
};

describe("exit 2, and the other files are still linted", () => {
  it.each(Object.entries(unreadable))("%s", async (_name, [content, stderr, stdout = "no findings"]) => {
    const cwd = await folderOf({ "it.json": content, "good.json": good });
    const ran = await run(["lint", "it.json", "good.json"], { cwd });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(`ulbot: ${stderr}`);
    expect(ran.stdout).toMatch(stdout);
    // a webhook counts as an event as well, though one in the wrong place
    expect(ran.stdout).toMatch(/ in [12] files?( \(1 unreadable\))?, [12] events?(, 1 below the severity shown)?\n$/);
  });

  it.each([
    ["missing.json", "cannot read missing.json: there is no such file"],
    ["good.json/more.json", "cannot read good.json/more.json: a part of its path is not a directory"],
    ["round.json", "cannot read round.json: its links go round in a circle"],
    [`${"x".repeat(300)}.jsonl`, `cannot read ${"x".repeat(300)}.jsonl: its name is too long`],
  ])("%s", async (file, stderr) => {
    const cwd = await folderOf({ "good.json": good });
    await symlink("round.json", join(cwd, "round.json"));
    expect(await run(["lint", file, "good.json"], { cwd })).toEqual({
      code: 2,
      stdout: "no findings in 1 file (1 unreadable), 1 event\n",
      stderr: `ulbot: ${stderr}\n`,
    });
  });

  it("a file that may not be read", async ({ skip }) => {
    const cwd = await folderOf({ "it.json": good, "good.json": good });
    await chmod(join(cwd, "it.json"), 0);
    const isOpen = await readFile(join(cwd, "it.json")).then(
      () => true,
      () => false,
    );
    skip(isOpen, "this user may read every file");
    const { code, stdout, stderr } = await run(["lint", "it.json", "good.json"], { cwd });
    expect([code, stderr]).toEqual([2, "ulbot: cannot read it.json: it may not be read\n"]);
    expect(stdout).toBe("no findings in 1 file (1 unreadable), 1 event\n");
  });
});

describe("patterns", () => {
  const files = { "a.json": good, "b/c.json": good, "b/[d].json": good, "b/e.txt": "no", "node_modules/f/g.json": "{" };

  it.each([
    [["*.json"], 1],
    [["**/*.json"], 3],
    [["b/*.json", "a.json", "b/c.json", "a.json"], 3],
    [["b/[d].json"], 1],
    [["b/[c-d].json"], 1],
    [["{a,b/c}.json"], 2],
  ])("%j are %i files", async (patterns, count) => {
    const ran = await run(["lint", ...patterns], { cwd: await folderOf(files) });
    const noun = count === 1 ? "file" : "files";
    expect(ran.stdout).toBe(`no findings in ${count} ${noun}, ${count} event${count === 1 ? "" : "s"}\n`);
    expect(ran.code).toBe(0);
  });

  it("reach into node_modules only where they say so", async () => {
    const ran = await run(["lint", "node_modules/**/*.json"], { cwd: await folderOf(files) });
    expect(ran.stdout).toContain("node_modules/f/g.json\n  1:2  error");
  });

  it("that nothing matches are a failure", async () => {
    const cwd = await folderOf(files);
    expect(await run(["lint", "*.jsonc"], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "ulbot: no file matches *.jsonc\n  it is looked up from the working directory, and has to match at least one file\n",
    });
  });
});

describe("standard input", () => {
  it.each<[string, string | Uint8Array, number, string]>([
    ["an answer", good, 0, "no findings in 1 file, 1 event\n"],
    ["an answer with a byte order mark", `\ufeff${good}`, 0, "no findings in 1 file, 1 event\n"],
    ["JSON Lines", `${good}\n${good}`, 0, "no findings in 1 file, 2 events\n"],
    ["a finding", JSON.stringify(eventOf("mesage")), 1, "<stdin>\n  1:82  error    there is no event"],
    ["nothing", "", 2, "<stdin>\n  1:1  error    there is nothing in it"],
  ])("%s", async (_name, input, code, stdout) => {
    const ran = await run(["lint", "-"], { input });
    expect([ran.code, ran.stdout.slice(0, stdout.length)]).toEqual([code, stdout]);
  });

  it.each([
    [utf16(`\ufeff${good}`), "cannot read <stdin>: it is UTF-16 text"],
    [Buffer.from("\n\xff", "latin1"), "cannot read <stdin>: line 2 is not UTF-8 text"],
  ])("that is no text", async (input, stderr) => {
    const ran = await run(["lint", "-"], { input });
    expect([ran.code, ran.stderr]).toEqual([2, `ulbot: ${stderr}\n  save it as UTF-8\n`]);
  });

  it("is not waited for once the run is interrupted", async () => {
    const stop = new AbortController();
    const running = run(["lint", "-"], { input: new PassThrough(), signal: stop.signal });
    stop.abort(new UlbotError("interrupted", "interrupted"));
    expect(await running).toMatchObject({ code: 130, stdout: "" });
  });
});
