import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { type JournalOptions, openJournal } from "../../../src/api/batch/journal.ts";
import { folderOf } from "../../run.ts";
import { linesFor } from "./lines.ts";

const lines = linesFor(5, 2);
const [one, two, three, four] = lines as [(typeof lines)[0], (typeof lines)[0], (typeof lines)[0], (typeof lines)[0]];
const at = Date.UTC(2026, 0, 1);
const file = "it.journal";

function optionsFor(cwd: string, more: Partial<JournalOptions> = {}): JournalOptions {
  return { cwd, url: new URL("https://api.example.com/v1/"), lines, now: () => at, ...more };
}

/** A folder with a journal in which these were noted. */
async function withJournal(note: (journal: ReturnType<typeof openJournal>) => void = () => {}) {
  const cwd = await folderOf({});
  const journal = openJournal(file, optionsFor(cwd));
  note(journal);
  journal.close();
  return { cwd, path: join(cwd, file) };
}

test("knows what was noted last of each line, and takes what was going out for unknown", async () => {
  const { cwd } = await withJournal((journal) => {
    expect(journal.known.size).toBe(0);
    for (const line of [one, two, three, three]) journal.begin(line);
    journal.end(one, "sent", 200);
    journal.end(two, "refused", 429);
    journal.begin(two);
    journal.end(two, "not-sent");
    journal.end(four, "unknown");
  });
  const journal = openJournal(file, optionsFor(cwd));
  journal.close();
  expect(Object.fromEntries(journal.known)).toEqual({
    1: { outcome: "sent", status: 200, at },
    2: { outcome: "not-sent", at },
    3: { outcome: "unknown", at },
    4: { outcome: "unknown", at },
  });
});

test("holds neither the URL nor what is sent, and is for its owner", async () => {
  const { path } = await withJournal((journal) => journal.begin(one));
  const text = readFileSync(path, "utf8");
  expect(text).not.toMatch(/example|News|chatbot/);
  expect(
    text
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { journal: "ulbot send", schemaVersion: 1, api: expect.stringMatching(/^[0-9a-f]{16}$/) },
    { line: 1, hash: one.hash, state: "sending", at: "2026-01-01T00:00:00.000Z" },
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("is on the disk line by line", async () => {
  const cwd = await folderOf({});
  const journal = openJournal(file, optionsFor(cwd));
  journal.begin(one);
  expect(readFileSync(join(cwd, file), "utf8")).toMatch(/"state":"sending".*\n$/);
  journal.end(one, "sent", 200);
  expect(readFileSync(join(cwd, file), "utf8")).toMatch(/"state":"sent","status":200.*\n$/);
  journal.close();
});

test("may lack the end of its last line", async () => {
  const { cwd, path } = await withJournal((journal) => journal.begin(one));
  appendFileSync(path, '{"line":2,"ha');
  const journal = openJournal(file, optionsFor(cwd));
  journal.end(one, "sent");
  journal.close();
  expect([...journal.known.keys()]).toEqual([1]);
  const again = openJournal(file, optionsFor(cwd));
  again.close();
  expect([...again.known.values()]).toMatchObject([{ outcome: "sent" }]);
});

test("is that of an input that has grown since", async () => {
  const { cwd } = await withJournal((journal) => journal.end(one, "sent"));
  const journal = openJournal(file, optionsFor(cwd, { lines: linesFor(9, 2) }));
  journal.close();
  expect(journal.known.size).toBe(1);
});

describe("refused", () => {
  const otherInput = "is the journal of another input";
  const stateless = JSON.stringify({ line: 1, hash: one.hash, state: "lost" });

  test.each<[name: string, more: Partial<JournalOptions>, message: string]>([
    ["another input", { lines: lines.map((line) => ({ ...line, hash: "0" })) }, otherInput],
    ["an input without that line", { lines: lines.slice(1) }, otherInput],
    ["another API URL", { url: new URL("https://api.example.com/v1/2") }, "is the journal of another API URL"],
  ])("%s", async (_, more, message) => {
    const { cwd, path } = await withJournal((journal) => journal.end(one, "sent"));
    checkRefusal(cwd, path, message, more);
  });

  test.each<[name: string, change: (path: string) => void, message: string]>([
    ["another kind of file", (path) => writeFileSync(path, '{"a":1}\n'), "is no journal of ulbot send"],
    ["a text", (path) => writeFileSync(path, "Hello"), "is no journal of ulbot send"],
    ["a line that is none", (path) => appendFileSync(path, "oh\n"), "is damaged"],
    ["a state that is none", (path) => appendFileSync(path, `${stateless}\n`), "is damaged"],
  ])("%s", async (_, change, message) => {
    const { cwd, path } = await withJournal((journal) => journal.end(one, "sent"));
    change(path);
    checkRefusal(cwd, path, message);
  });

  /** Nothing is written where a journal is refused, and nothing is left. */
  function checkRefusal(cwd: string, path: string, message: string, more: Partial<JournalOptions> = {}): void {
    const before = readFileSync(path, "utf8");
    const open = () => openJournal(file, optionsFor(cwd, more));
    expect(open).toThrow(expect.objectContaining({ category: "usage", message: `${file} ${message}` }));
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(existsSync(`${path}.lock`)).toBe(false);
  }

  test("a folder", async () => {
    const cwd = await folderOf({ "it.journal/file": "" });
    expect(() => openJournal(file, optionsFor(cwd))).toThrow("cannot write it.journal: it is a directory");
  });
});

describe("the journal of a run that still goes on", () => {
  test("is refused", async () => {
    const { cwd, path } = await withJournal();
    const other = execa("cat");
    writeFileSync(`${path}.lock`, String(other.pid));
    expect(() => openJournal(file, optionsFor(cwd))).toThrow(`${file} is in use by process ${other.pid}`);
    other.stdin.end();
    await other;
    openJournal(file, optionsFor(cwd)).close();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  test("is refused while that run has not written who it is", async () => {
    const { cwd, path } = await withJournal();
    writeFileSync(`${path}.lock`, "");
    expect(() => openJournal(file, optionsFor(cwd))).toThrow(`${file} is in use by another process`);
    expect(readFileSync(`${path}.lock`, "utf8")).toBe("");
  });
});
