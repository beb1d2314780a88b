import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UlbotError } from "../../src/errors.ts";
import { decode } from "../../src/input/decode.ts";
import { type ByteRange, type Line, linesIn, readLines } from "../../src/input/lines.ts";
import { shardRange } from "../../src/input/shard.ts";
import fc, { runs } from "../property.ts";
import { folderOf } from "../run.ts";

const file = "it.jsonl";

/** The lines that a file should have, by the naive way. */
function expected(text: string): Line[] {
  const lines = text.split("\n").map((line, index) => ({ number: index + 1, text: line.replace(/^\ufeff/, "") }));
  return lines.filter((line) => /[^ \t\r]/.test(line.text));
}

const line = fc.oneof(
  fc.constantFrom("", " \t", "\u2028", "{}", "é", "👋👋", "\ufeff[]", '"\u2028"', "x".repeat(50)),
  fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\n", "").replaceAll("\0", "")),
);

/** Texts with lines of all kinds, that end with or without a line break. */
const content = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
  .map(([lines, newline, isEnded]) => lines.join(newline) + (isEnded ? newline : ""));

const allOf = (cwd: string, range?: ByteRange) => [...readLines(file, cwd, range)].flat();

describe("the lines of a file", { timeout: 120_000 }, () => {
  it("are those of its text, whatever is in it", async () => {
    const cwd = await folderOf({});
    fc.assert(
      fc.property(content, (text) => {
        writeFileSync(join(cwd, file), text);
        expect(allOf(cwd)).toEqual(expected(text));
      }),
      { numRuns: runs(400) },
    );
  });

  it("are each in just one of any number of shards, with the number it has in the file", async () => {
    const cwd = await folderOf({});
    fc.assert(
      fc.property(content, fc.integer({ min: 1, max: 20 }), (text, count) => {
        writeFileSync(join(cwd, file), text);
        const shards = Array.from({ length: count }, (_, index) => ({ index: index + 1, count }));
        expect(shards.flatMap((shard) => allOf(cwd, shardRange(file, cwd, shard)))).toEqual(expected(text));
      }),
      { numRuns: runs(400) },
    );
  });

  it("belong to the part in which they begin, wherever it is cut", async () => {
    const text = '{"ä": 1}\r\n\n👋\nlast';
    const cwd = await folderOf({ [file]: text });
    const size = Buffer.byteLength(text);
    for (let cut = 0; cut <= size + 1; cut++) {
      const [first, second] = [allOf(cwd, { start: 0, end: cut }), allOf(cwd, { start: cut, end: size })];
      expect([cut, first.concat(second)]).toEqual([cut, expected(text)]);
    }
  });

  it("may be longer than what is read at once, and so may those that belong to another part", async () => {
    const text = ["a".repeat(700_000), "é".repeat(400_000), "", "b", "👋".repeat(300_000)].join("\n");
    const cwd = await folderOf({ [file]: text });
    expect(allOf(cwd)).toEqual(expected(text));
    const shards = Array.from({ length: 7 }, (_, index) => shardRange(file, cwd, { index: index + 1, count: 7 }));
    expect(shards.flatMap((range) => allOf(cwd, range))).toEqual(expected(text));
  });

  it("are the same however they arrive", async () => {
    const pieces = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(content, pieces, async (text, sizes) => {
        const bytes = Buffer.from(text);
        async function* chunks() {
          for (let start = 0, index = 0; start < bytes.length; index++) {
            const end = start + 1 + (sizes[index % sizes.length] ?? 0);
            yield bytes.subarray(start, end);
            start = end;
          }
        }
        const lines: Line[] = [];
        for await (const piece of linesIn(chunks(), file)) lines.push(...piece);
        expect(lines).toEqual(expected(text));
      }),
      { numRuns: runs(400) },
    );
  });

  it("are named where they aren't UTF-8, in every part by their numbers in the file", async () => {
    const text = Buffer.concat([Buffer.from("é\n\n{}\n"), Buffer.from([0xe9, 10]), Buffer.from("{}\n")]);
    const cwd = await folderOf({ [file]: text });
    const message = "cannot read it.jsonl: line 4 is not UTF-8 text";
    expect(() => allOf(cwd)).toThrow(message);
    expect(() => allOf(cwd, { start: 3, end: text.length })).toThrow(message);
    expect(allOf(cwd, { start: 0, end: 7 })).toHaveLength(2);
  });
});

describe("bytes as text", { timeout: 120_000 }, () => {
  const isUsage = (error: unknown) => error instanceof UlbotError && error.category === "usage";

  it("are what TextDecoder makes of them, or a failure where it refuses them", () => {
    const strict = new TextDecoder("utf-8", { fatal: true });
    const damaged = fc.uint8Array({ maxLength: 12 });
    const bytes = fc.oneof(
      fc.string({ unit: "grapheme" }).map((text) => Buffer.from(text)),
      fc.string({ unit: "grapheme" }).map((text) => Buffer.from(`\ufeff${text}`)),
      fc
        .tuple(fc.string({ unit: "grapheme" }), damaged)
        .map(([text, rest]) => Buffer.concat([Buffer.from(text), rest])),
    );
    fc.assert(
      fc.property(bytes, (given) => {
        let text: string | undefined;
        try {
          text = strict.decode(given);
        } catch {}
        if (text !== undefined && !given.includes(0)) expect(decode(given, file)).toBe(text);
        else expect(() => decode(given, file)).toThrow(expect.toSatisfy(isUsage));
      }),
      { numRuns: runs(2000) },
    );
  });

  it.each<[string, number[], string]>([
    ["gzip", [0x1f, 0x8b, 8, 0], "it is compressed"],
    ["UTF-16", [0xff, 0xfe, 0x41, 0], "it is UTF-16 text"],
    ["binary data", [0x41, 0], "it is binary, or UTF-16 text"],
    ["Latin-1", [0x41, 10, 0xe9], "line 2 is not UTF-8 text"],
  ])("say that they are %s", (_what, bytes, message) => {
    expect(() => decode(Uint8Array.from(bytes), file)).toThrow(`cannot read it.jsonl: ${message}`);
  });
});
