import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UlbotError } from "../../src/errors.ts";
import { canonical } from "../../src/transcript/canonical.ts";
import { entryText, openTranscript } from "../../src/transcript/write.ts";
import { jsonValue } from "../input/values.ts";
import fc from "../property.ts";
import { answer, anyEntry, cid, event, reversed, webhook } from "./entries.ts";

describe("the text of an entry", () => {
  it("is one line in the order in which people read it", () => {
    const entry = reversed({
      ...webhook("Hi", { widget: {}, context: { b: 1, a: 2 }, approach_mode: "normal", zebra: 1, aardvark: 2 }),
      more: true,
    });
    expect(entryText(entry as never, { first: true })).toBe(
      '{"schemaVersion":1,"at":"2026-03-01T10:00:00.000Z",' +
        `"cid":"${cid}","kind":"webhook","event":{"info":{"cid":"${cid}","approach_mode":"normal",` +
        '"contact":{},"context":{"a":2,"b":1},"widget":{},"aardvark":2,"zebra":1},' +
        '"packet":{"name":"message","payload":{"body":"Hi"}}},"more":true}\n',
    );
  });

  it("has parameters in the order of the protocol, others behind them", () => {
    const option = { label: "Yes", id: "yes", extra: 1 };
    const bubbles = event("bubbles", { zoo: 1, fallback: "?", apple: 2, options: [option], body: "Go on?" });
    expect(entryText(answer([bubbles]))).toContain(
      '{"name":"bubbles","payload":{"body":"Go on?","options":[{"id":"yes","label":"Yes","extra":1}],' +
        '"fallback":"?","apple":2,"zoo":1}}',
    );
  });

  it("says the version on the first line only, whatever the entry said", () => {
    expect(entryText({ ...answer([]), schemaVersion: 7 })).not.toContain("schemaVersion");
    expect(entryText({ ...answer([]), schemaVersion: 7 }, { first: true })).toMatch(/^\{"schemaVersion":1,"at"/);
  });

  it("is read as the same entry, and written again as the same bytes", () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const text = entryText(entry);
        const read = JSON.parse(text);
        expect(read).toEqual(JSON.parse(JSON.stringify(entry)));
        expect(entryText(read)).toBe(text);
        expect(text.indexOf("\n")).toBe(text.length - 1);
      }),
    );
  });

  it("is the same whatever order the keys came in", () => {
    fc.assert(fc.property(anyEntry, (entry) => entryText(entry) === entryText(reversed(entry) as never)));
  });
});

describe("canonical values", () => {
  it("are the same values", () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(canonical(value)).toEqual(value);
        expect(JSON.stringify(canonical(reversed(value)))).toBe(JSON.stringify(canonical(value)));
      }),
    );
  });

  it("keep a key __proto__", () => {
    const text = '{"__proto__":{"b":1,"a":2},"constructor":3}';
    expect(JSON.stringify(canonical(JSON.parse(text)))).toBe('{"__proto__":{"a":2,"b":1},"constructor":3}');
  });
});

describe("a transcript", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ulbot-transcript-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is written line by line, in folders that are made for it, for its owner only", () => {
    const { file, append } = openTranscript(join(folder, "a/b/c.jsonl"));
    append(webhook("Hi"));
    expect(readFileSync(file, "utf8")).toBe(entryText(webhook("Hi"), { first: true }));
    append(answer([]));
    expect(readFileSync(file, "utf8")).toBe(entryText(webhook("Hi"), { first: true }) + entryText(answer([])));
    expect(file).toBe(join(folder, "a/b/c.jsonl"));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("never touches what is there already", () => {
    const path = join(folder, "c.jsonl");
    writeFileSync(path, "mine");
    const files = [openTranscript(path), openTranscript(path)].map(({ file }) => file);
    expect(files).toEqual([join(folder, "c-2.jsonl"), join(folder, "c-3.jsonl")]);
    expect(readFileSync(path, "utf8")).toBe("mine");
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it("is a failure where it can't be written, at the start and later", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => openTranscript(join(folder, "file/c.jsonl"))).toThrow(UlbotError);
    const { file, append } = openTranscript(join(folder, "c.jsonl"));
    rmSync(file);
    expect(() => append(answer([]))).toThrow(`cannot write ${file}: `);
    expect(readdirSync(folder)).toEqual(["file"]);
  });
});
