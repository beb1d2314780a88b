import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRecorded } from "../../src/transcript/cut.ts";
import { entriesOf, isTranscript } from "../../src/transcript/read.ts";
import { turnsOf } from "../../src/transcript/turns.ts";
import { entryText } from "../../src/transcript/write.ts";
import fc, { runs } from "../property.ts";
import { answer, anyEntry, event, request, webhook } from "./entries.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "ulbot-read-"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const noInput = Readable.from([]);

async function read(text: string | Buffer, name = "a.jsonl") {
  writeFileSync(join(cwd, name), text);
  const { values, warnings } = await readRecorded(name, { cwd, stdin: noInput });
  return { values, warnings, entries: () => entriesOf(values) };
}

const three = [webhook("Grüße"), answer([event("message", { body: "Hello" })]), webhook("Bye")];
const lines = three.map((entry, index) => entryText(entry, { first: index === 0 }));
const text = lines.join("");

describe("reading a transcript", () => {
  it("gives the entries and their lines, also where lines are blank", async () => {
    const { entries, warnings } = await read(lines.join("\n\n"));
    expect(entries().map(({ line }) => line)).toEqual([1, 4, 7]);
    expect(entries().map(({ entry }) => entryText(entry))).toEqual(three.map((entry) => entryText(entry)));
    expect(warnings).toEqual([]);
  });

  it("gives the entries of a list, formatted as it may be", async () => {
    const { entries, values } = await read(JSON.stringify(three, null, 1), "a.json");
    expect(isTranscript(values)).toBe(true);
    expect(entries().map(({ path }) => path)).toEqual([[0], [1], [2]]);
    const found = entries().map(({ line }) => JSON.stringify(three, null, 1).split("\n")[line - 1]);
    expect(found).toEqual([" {", " {", " {"]);
  });

  it("keeps keys nobody knows, and passes over kinds nobody knows", async () => {
    const odd = { at: "", cid: "c", kind: "weather", sun: 1 };
    const { entries, values } = await read(
      `${JSON.stringify(odd)}\n${JSON.stringify({ ...three[0], more: { a: 1 } })}\n`,
    );
    expect(isTranscript(values)).toBe(true);
    expect(entries().map(({ entry }) => entry)).toEqual([{ ...three[0], more: { a: 1 } }]);
  });

  it("gives what was written", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry, { minLength: 2, maxLength: 5 }), async (entries) => {
        const written = entries.map((entry, index) => entryText(entry, { first: index === 0 })).join("");
        const found = (await read(written)).entries().map(({ entry }) => entry);
        expect(found.map((entry, index) => entryText(entry, { first: index === 0 })).join("")).toBe(written);
      }),
      { numRuns: runs(40) },
    );
  });

  it.each([
    [
      "of a newer version",
      `${lines[0]}{"schemaVersion":2,"at":"","cid":"","kind":"new"}\n`,
      /^a\.jsonl:2:\d+: .*version 2.*version 1/,
    ],
    [
      "of a version that is none",
      text.replace('"schemaVersion":1', '"schemaVersion":"1"'),
      /^a\.jsonl:1:\d+: schemaVersion is "1"/,
    ],
    ["with a line that is no entry", `${lines[0]}{"a":1}\n${lines[1]}`, /^a\.jsonl:2:1: this is no entry/],
    [
      "with an entry without its content",
      `${lines[0]}{"at":"","cid":"","kind":"answer"}\n`,
      /^a\.jsonl:2:1: events is missing/,
    ],
  ])("refuses one %s", async (_, content, message) => {
    const { entries } = await read(content);
    expect(entries).toThrow(expect.objectContaining({ category: "usage", message: expect.stringMatching(message) }));
  });

  it("refuses a broken line in the middle", async () => {
    const broken = `${lines[0]}${lines[1]?.slice(0, 40)}\n${lines[2]}`;
    await expect(read(broken)).rejects.toMatchObject({
      category: "usage",
      message: expect.stringMatching(/^a\.jsonl:2:/),
    });
  });

  it("refuses a broken last line that was ended, and a first line that was cut", async () => {
    await expect(read(`${text}{"at":\n`)).rejects.toThrow(/^a\.jsonl:4:/);
    await expect(read(lines[0]?.slice(0, -9) ?? "")).rejects.toThrow(/^a\.jsonl:1:/);
  });
});

describe("a transcript cut at any byte of its last line", () => {
  const bytes = Buffer.from(`${lines[0]}${lines[1]}${entryText(webhook("Grüße 😀"))}`);
  const start = Buffer.byteLength(`${lines[0]}${lines[1]}`);

  it("gives what stands before it and a warning, from a file and from standard input", async () => {
    for (let end = start + 1; end < bytes.length - 1; end++) {
      const cut = bytes.subarray(0, end);
      const warnings = [{ file: "cut.jsonl", line: 3, message: "the last line is cut off and was left out" }];
      const fromFile = await read(cut, "cut.jsonl");
      expect(fromFile.entries()).toHaveLength(2);
      expect(fromFile.warnings).toEqual(warnings);
      const stdin = Readable.from([cut]);
      const fromInput = await readRecorded("-", { cwd, stdin, stdinFile: "cut.jsonl" });
      expect(fromInput.warnings).toEqual(warnings);
    }
  });

  it("is whole without its line feed", async () => {
    const { entries, warnings } = await read(bytes.subarray(0, -1));
    expect(entries()).toHaveLength(3);
    expect(warnings).toEqual([]);
  });
});

describe("files that are no transcripts", () => {
  it.each([
    ["plain.json", '{\n "info": {"cid": "a"},\n "packet": {"name": "start"}\n}'],
    ["lines.jsonl", '{"a":1}\n{"b":2}'],
    ["empty.jsonl", ""],
    ["yaml.yaml", "a: 1\nb: 2"],
  ])("are read as always: %s", async (name, content) => {
    const { values, warnings } = await read(content, name);
    expect(isTranscript(values)).toBe(false);
    expect(warnings).toEqual([]);
    expect(values).toHaveLength({ "lines.jsonl": 2, "empty.jsonl": 0 }[name] ?? 1);
  });

  it("are refused as always where they are cut, or not there", async () => {
    await expect(read('{"a":1}\n{"b"', "lines.jsonl")).rejects.toThrow(/^lines\.jsonl:2:/);
    await expect(readRecorded("gone.jsonl", { cwd, stdin: noInput })).rejects.toThrow(
      "cannot read gone.jsonl: there is no",
    );
  });
});

describe("turns", () => {
  const events = (name: string) => [event(name, {})];
  const turns = async (entries: readonly object[]) =>
    turnsOf((await read(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""))).entries()).map(
      ({ line, webhook: { packet }, answer: answered, requests }) => ({
        line,
        body: packet.payload && "body" in packet.payload ? packet.payload.body : undefined,
        answer: answered?.events,
        requests: requests.map((sent) => sent.events),
      }),
    );

  it("have the answer and the requests up to the session's next webhook, of each session its own", async () => {
    const found = await turns([
      request(events("delay"), "b"),
      webhook("1", {}, "a"),
      webhook("2", {}, "b"),
      request(events("message"), "a"),
      answer(events("end"), "b"),
      answer(events("abort"), "a"),
      request(event("button", {}), "a"),
      webhook("3", {}, "a"),
      request({ response: events("media") }, "a"),
    ]);
    expect(found).toEqual([
      { line: 2, body: "1", answer: events("abort"), requests: [events("message"), events("button")] },
      { line: 3, body: "2", answer: events("end"), requests: [] },
      { line: 8, body: "3", answer: undefined, requests: [events("media")] },
    ]);
  });

  it.each([[""], [" \n"], [null]])("have no events where the body was %j", async (body) => {
    expect((await turns([webhook("1"), answer(body)]))[0]?.answer).toEqual([]);
  });

  it("say when, with which status and how fast", () => {
    const source = { file: "f", text: "", line: 4, value: null };
    const placed = [webhook("1"), answer([])].map((entry, index) => ({ entry, source, path: [], line: 4 + index }));
    expect(turnsOf(placed)).toEqual([
      {
        ...{ file: "f", line: 4, source, path: ["event"], at: "2026-03-01T10:00:00.000Z" },
        webhook: (webhook("1") as { event: unknown }).event,
        answer: { status: 200, ms: 40, events: [] },
        requests: [],
      },
    ]);
  });
});
