import { describe, expect, it } from "vitest";
import { asJsonLines } from "../../src/input/lines.ts";
import { eventOf } from "../lint/answers.ts";
import { folderOf, run } from "../run.ts";

const good = JSON.stringify(eventOf("message", { body: "Grüße 👋" }));
const bad = JSON.stringify(eventOf("mesage"));

/** `line:column rule` of every finding, by lint's own JSON. */
async function found(file: string, content: string | Uint8Array): Promise<string[]> {
  const cwd = await folderOf({ [file]: content });
  const { stdout } = await run(["lint", "--format", "json", "--severity", "error", file], { cwd });
  const { findings } = JSON.parse(stdout) as { findings: { line: number; column: number; rule: string }[] };
  return findings.map(({ line, column, rule }) => `${line}:${column} ${rule}`);
}

const misspelt = (line: number) => `${line}:82 event-name`;

const texts: readonly (readonly [string, string, string[]])[] = [
  ["every line is a text of its own", `${good}\n${bad}\n${good}\n${bad}\n`, [misspelt(2), misspelt(4)]],
  ["the last line needs no end", `${bad}\n${bad}`, [misspelt(1), misspelt(2)]],
  ["blank lines count but say nothing", `\n${bad}\n\n  \t\n${bad}\n\n`, [misspelt(2), misspelt(5)]],
  ["lines end with CR and LF", `${good}\r\n${bad}\r\n\r\n${bad}\r\n`, [misspelt(2), misspelt(4)]],
  ["a list is one answer", `${good}\n[${bad}]\n`, ["2:83 event-name"]],
  [
    "one that is cut off spoils no other",
    `${bad}\n${good.slice(0, -2)}\n${bad}`,
    [misspelt(1), "2:121 json-syntax", misspelt(3)],
  ],
  ["there is a byte order mark", `\ufeff${good}\n${bad}`, [misspelt(2)]],
];

describe("in JSON Lines", () => {
  it.each(texts)("%s", async (_what, text, expected) => {
    for (const file of ["answers.jsonl", "answers.NDJSON", "answers.json", "answers.txt"]) {
      expect([file, await found(file, text)]).toEqual([file, expected]);
    }
  });

  it("a line that isn't UTF-8 is named, and the file has not been read", async () => {
    const cwd = await folderOf({ "it.jsonl": Buffer.from(`${good}\n\n"Gr\xfc\xdfe"\n${good}`, "latin1") });
    expect(await run(["lint", "it.jsonl"], { cwd })).toEqual({
      code: 2,
      stdout: "no findings in 0 files (1 unreadable), 0 events\n",
      stderr: "ulbot: cannot read it.jsonl: line 1 is not UTF-8 text\n  save it as UTF-8\n",
    });
  });

  it("characters may stand anywhere in a file that is read in pieces of 1 MB", async () => {
    const line = `${JSON.stringify(eventOf("message", { body: "👋".repeat(800) }))}\n`;
    // no two pieces end at the same place of a line
    expect(1024 ** 2 % Buffer.byteLength(line)).not.toBe(0);
    expect(await found("it.jsonl", `${line.repeat(999)}${bad}`)).toEqual([misspelt(1000)]);
  });

  it("an empty file is one without answers", async () => {
    const cwd = await folderOf({ "it.jsonl": "" });
    expect(await run(["lint", "it.jsonl"], { cwd })).toEqual({
      code: 0,
      stdout: "no findings in 1 file, 0 events\n",
      stderr: "",
    });
  });
});

describe("a file without the name of JSON Lines", () => {
  it.each<[string, string | undefined]>([
    ['{"a": 1}\n{"b": 2}', "1 2"],
    ["\n[]\n\n{}\n{", "2 4 5"],
    ["[]\nthis is no JSON", "1 2"],
    ["{}", undefined],
    ["{}\n \n", undefined],
    ['{"a":\n1}', undefined],
    ["[\n{},\n{}\n]", undefined],
    ["1\n2", undefined],
    ["no\n{}", undefined],
    ["", undefined],
    ["\n\n", undefined],
  ])("%j has lines %s", (text, expected) => {
    expect(
      asJsonLines(text)
        ?.map(({ number }) => number)
        .join(" "),
    ).toBe(expected);
  });
});
