import { describe, expect, test } from "vitest";
import { folderWith, runReplay, webhook } from "./project.ts";

const url = "http://127.0.0.1:1/webhook";
const good = JSON.stringify(webhook("start"));
const isJson = "the file has to hold JSON, or JSON Lines";
const isUtf8 = "save it as UTF-8";
const shape = 'a webhook is {"info": {"cid": …}, "packet": {"name": …}}';
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");

describe("a fixture that is none is refused before anything is posted", () => {
  test.each([
    ["not JSON", "a.json", "{cid: 1}", "a.json:1:2: this is not a JSON value; texts stand in double quotes", isJson],
    [
      "cut",
      "a.json",
      good.slice(0, -1),
      `a.json:1:${good.length}: a closing } is missing; the text may be cut off`,
      isJson,
    ],
    ["empty", "a.json", "", "a.json:1:1: there is nothing in it, not even an empty list []", isJson],
    ["UTF-16", "a.json", utf16(good), "cannot read a.json: it is UTF-16 text", isUtf8],
    ["Latin-1", "a.json", Buffer.from(`[\n"\xfc"]`, "latin1"), "cannot read a.json: line 2 is not UTF-8 text", isUtf8],
    ["JSON Lines with one that is cut", "a.jsonl", `${good}\n${good.slice(0, 9)}`, /^a\.jsonl:2:\d+: /, isJson],
    [
      "a number that would be rounded",
      "a.json",
      '[\n  {"info": {"cid": "x", "contact": {"id": 9007199254740993}}}]',
      "a.json:2:43: 9007199254740993 is beyond 2^53 and would be rounded; write it as a text in double quotes",
      isJson,
    ],
    [
      "an answer",
      "a.json",
      '[\n {"info": {"cid": "x"},\n  "packet": {"name": "bubbles"}}]',
      "a.json:3:22: bubbles is an event that a bot sends, but replay posts what the platform sends",
      "for what a bot answers there is `ulbot lint`",
    ],
    ["without a cid", "a.json", '{"info": {}, "packet": {}}', "a.json:1:10: info.cid is missing", shape],
    ["a list without any", "a.json", "[]", "there is no webhook in a.json", undefined],
    ["another file", "b.json", good, "cannot read a.json: there is no such file", undefined, "a.json"],
    [
      "a directory",
      "a.json/b.json",
      good,
      "cannot read a.json: it is a directory",
      "name the files in it, such as 'a.json/**/*.json'",
      "a.json",
    ],
    [
      "no match",
      "b.json",
      good,
      "no file matches a*.json",
      "it is looked up from the working directory, and has to match at least one file",
      "a*.json",
    ],
  ])("%s", async (_, file, content, message, hint, argument = file) => {
    const { code, stdout, stderr } = await runReplay([argument, "--url", url], {
      cwd: await folderWith({ [file]: content }),
    });
    const [first, ...rest] = stderr.trimEnd().split("\n");
    const said = first?.replace(/^ulbot: /, "");
    if (typeof message === "string") expect(said).toBe(message);
    else expect(said).toMatch(message);
    expect(rest.at(-1)).toBe(hint === undefined ? undefined : `  ${hint}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("one among good ones is enough", async () => {
    const cwd = await folderWith({ "a.json": good, "b.json": "[", "c.json": good });
    const { code, stderr } = await runReplay(["*.json", "--url", url], { cwd });
    expect(stderr).toMatch(/^ulbot: b\.json:1:2: a closing \] is missing/);
    expect(code).toBe(2);
  });

  test("standard input has a name, too", async () => {
    const { code, stderr } = await runReplay(["-", "--url", url], { input: "[\n  1]" });
    expect(stderr).toMatch(/^ulbot: <stdin>:2:3: a number stands where an event has to be\n/);
    expect(code).toBe(2);
  });

  test("its name does not reach the terminal as it is", async () => {
    const cwd = await folderWith({ "a\x1b[2J\u202e.json": "[1]" });
    const { stderr } = await runReplay(["*.json", "--url", url], { cwd });
    expect(stderr).toMatch(/^ulbot: a\\x1b\[2J\\u202e\.json:1:2: /);
  });
});
