import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { parseYaml } from "../../src/input/parse-yaml.ts";
import { lintText } from "../../src/lint/lint.ts";
import { channelNames } from "../../src/protocol/channels.ts";
import fc, { runs } from "../property.ts";
import { folderOf, runBin, type World } from "../run.ts";
import { cid, eventOf } from "./answers.ts";
import { damaged, mutatedAnswer } from "./mutations.ts";

const good = JSON.stringify(eventOf("message", { body: "Grüße 👋" }));
const bad = JSON.stringify(eventOf("mesage"));
const webhook = JSON.stringify(eventOf("start", {}, { contact: {}, approach_mode: "normal" }));

/** `file:line:column rule` of every finding, what was counted, and what was said besides. */
async function linted(args: readonly string[], world: World) {
  const { code, stdout, stderr } = await runBin(["lint", "--format", "json", ...args], world);
  if (stdout === "") return { code, stderr };
  const { findings, summary } = JSON.parse(stdout);
  const found = findings.map(
    ({ file, line, column, rule }: Record<string, unknown>) => `${file}:${line}:${column} ${rule}`,
  );
  return { code, found, files: summary.files, skipped: summary.skipped, events: summary.events, stderr };
}

describe("a directory", () => {
  const files = {
    "fixtures/a.json": `[${good}, ${bad}]`,
    "fixtures/b/c.jsonl": `${good}\n${bad}\n`,
    "fixtures/b/c.jsonl.gz": gzipSync(`${good}\n\n${bad}\n`),
    "fixtures/b/d.yml": `info: {cid: "${cid}"}\npacket: {name: mesage}\n`,
    "fixtures/b/node_modules/x.json": "{",
    "fixtures/ignored/x.json": "{",
    ".gitignore": "ignored\n",
  };
  const others = {
    "fixtures/package.json": '{"name": "bot", "version": "1.0.0"}',
    "fixtures/tsconfig.json": '{\n  // the usual\n  "compilerOptions": {"strict": true,},\n}',
    "fixtures/webhook.json": webhook,
    "fixtures/webhooks.jsonl": `${webhook}\n${webhook}\n`,
    "fixtures/webhooks.jsonl.gz": gzipSync(`${webhook}\n${webhook}\n`),
    "fixtures/api.yaml": "openapi: 3.1.0\ninfo: {title: Orders, version: 1.0.0}\n",
    "fixtures/empty.jsonl": "",
  };
  const found = [
    `fixtures/a.json:1:${good.length + 85} event-name`,
    "fixtures/b/c.jsonl:2:82 event-name",
    "fixtures/b/c.jsonl.gz:3:82 event-name",
    "fixtures/b/d.yml:2:16 event-name",
  ];

  it("is linted file by file, but for what git ignores", async () => {
    const cwd = await folderOf(files);
    const result = { code: 1, found, files: 4, skipped: 0, events: 7, stderr: "" };
    expect(await linted(["fixtures"], { cwd })).toEqual(result);
    expect(await linted(["."], { cwd })).toEqual(result);
    const all = await linted(["--no-ignore", "fixtures/"], { cwd });
    expect([all.code, all.files, all.found]).toEqual([2, 5, [...found, "fixtures/ignored/x.json:1:2 json-syntax"]]);
  });

  it("may hold other files, which are skipped and counted", async () => {
    const cwd = await folderOf({ ...files, ...others });
    expect(await linted(["fixtures"], { cwd })).toEqual({
      code: 1,
      found,
      files: 4,
      skipped: 7,
      events: 7,
      stderr: "",
    });
    expect((await runBin(["lint", "fixtures"], { cwd })).stdout).toContain("4 files (7 skipped), 7 events");
  });

  it("may hold nothing else, which is a failure", async () => {
    const hint = "a file that is named itself is linted whatever it holds";
    expect(await linted(["fixtures"], { cwd: await folderOf(others) })).toEqual({
      code: 2,
      stderr: `ulbot: nothing like an answer of a bot in any of 7 files\n  ${hint}\n`,
    });
  });

  it("keeps its syntax errors, also where it can't be told what they are in", async () => {
    const cwd = await folderOf({
      ...others,
      "fixtures/cut.json": '[{"in',
      "fixtures/x.json": "",
      "fixtures/y.yml": "a: b: c",
    });
    const result = await linted(["fixtures"], { cwd });
    expect(result.found).toEqual([
      "fixtures/cut.json:1:3 json-syntax",
      "fixtures/cut.json:1:6 json-syntax",
      "fixtures/x.json:1:1 json-syntax",
      "fixtures/y.yml:1:4 json-syntax",
    ]);
    expect([result.code, result.skipped]).toEqual([2, 7]);
  });

  it("has webhooks told where they stand among answers", async () => {
    const cwd = await folderOf({ "fixtures/x.jsonl": `${webhook}\n${good}\n` });
    expect((await linted(["fixtures"], { cwd })).found).toEqual(["fixtures/x.jsonl:1:1 envelope"]);
  });

  it("lets a file that is named, or meant by a glob, be wrong", async () => {
    const cwd = await folderOf(others);
    for (const pattern of ["fixtures/package.json", "fixtures/pack*.json"]) {
      expect(await linted(["fixtures", pattern], { cwd })).toMatchObject({
        code: 1,
        found: ["fixtures/package.json:1:1 envelope", "fixtures/package.json:1:1 envelope"],
        skipped: 6,
      });
    }
  });

  it("that is empty is a failure", async () => {
    const cwd = await folderOf({ "empty/.keep": "" });
    const { code, stderr } = await linted(["empty"], { cwd });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("ulbot: there is nothing to read in empty\n  ulbot reads .json"),
    ]);
  });
});

describe("gzipped files", () => {
  it.each([
    ["it.json.gz", `[\n${good},\n${bad}\n]`, ["3:82"]],
    ["it.json.gz", `${good}\n${bad}`, ["2:82"]],
    ["it.JSONL.GZ", `\ufeff${good}\r\n\r\n${bad}`, ["3:82"]],
    ["it.ndjson.gz", `${bad}\n${bad}`, ["1:82", "2:82"]],
    ["it.yaml.gz", `info: {cid: "${cid}"}\npacket: {name: mesage}`, ["2:16"]],
    ["it.jsonl.gz", "", []],
  ])("%s of %j", async (file, content, places) => {
    const cwd = await folderOf({ [file]: gzipSync(content) });
    const { found } = await linted([file], { cwd });
    expect(found).toEqual(places.map((place) => `${file}:${place} event-name`));
  });

  it("may be several in one, as `cat` joins them", async () => {
    const cwd = await folderOf({ "it.jsonl.gz": Buffer.concat([gzipSync(`${good}\n`), gzipSync(`${bad}\n`)]) });
    expect((await linted(["it.jsonl.gz"], { cwd })).found).toEqual(["it.jsonl.gz:2:82 event-name"]);
  });

  const zipped = gzipSync(`${`${good}\n`.repeat(1000)}`);
  const middle = Math.floor(zipped.length / 2);
  it.each<[string, string | Uint8Array, string]>([
    ["x.json.gz", good, "it is not gzip, or it is damaged"],
    ["x.jsonl.gz", zipped.subarray(0, middle), "its gzip data is cut off"],
    ["x.jsonl.gz", zipped.with(middle, (zipped[middle] ?? 0) ^ 255), "it is not gzip, or it is damaged"],
    ["x.json.gz", "", "its gzip data is cut off"],
    ["x.json", zipped, "it is compressed\n  name it .gz, or unpack it first"],
    ["x.jsonl.gz", gzipSync(Buffer.from("\n\xff", "latin1")), "line 2 is not UTF-8 text\n  save it as UTF-8"],
  ])("that are damaged: %s (%#)", async (file, content, reason) => {
    const cwd = await folderOf({ [file]: content, "good.json": good });
    expect(await linted([file, "missing.json.gz", "good.json"], { cwd })).toMatchObject({
      code: 2,
      files: 1,
      stderr: `ulbot: cannot read ${file}: ${reason}\nulbot: cannot read missing.json.gz: there is no such file\n`,
    });
  });
});

describe("YAML", () => {
  const text = `# answers
start: &start
  info: {cid: "${cid}"}
response:
- <<: *start
  packet: {name: message, payload: {body: hi, body: ho}}
- <<: *start
  packet:
    name: message
    payload:
      body: |
        Hello
      text_format: html
---
- info: {cid: 1}
  packet: {name: end}
`;

  it("has its findings where they are, in all documents", async () => {
    const cwd = await folderOf({ "it.yaml": text, "crlf.yml": text.replaceAll("\n", "\r\n") });
    const places = ["6:47 json-duplicate-key", "13:20 parameter-type", "15:15 envelope"];
    expect(await linted(["it.yaml", "crlf.yml"], { cwd })).toMatchObject({
      code: 1,
      found: ["it.yaml", "crlf.yml"].flatMap((file) => places.map((place) => `${file}:${place}`)),
      events: 6,
    });
  });

  it("has every finding inside the text, whatever it is", { timeout: 120_000 }, () => {
    const answers = mutatedAnswer.map((answer) => stringify(answer, { lineWidth: 40 }));
    fc.assert(
      fc.property(fc.oneof(answers, damaged(answers)), (text) => {
        const lines = text.split(/\r\n|\n|\r/);
        const isInside = (line: number, column: number) => column >= 1 && column <= (lines[line - 1]?.length ?? -1) + 1;
        for (const json of parseYaml(text)) {
          const { findings } = lintText({ file: "it.yaml", text, json }, { channels: channelNames });
          for (const { line, column, endLine, endColumn, fix } of findings) {
            expect([isInside(line, column), isInside(endLine, endColumn), fix]).toEqual([true, true, undefined]);
            expect(line < endLine || (line === endLine && column <= endColumn)).toBe(true);
          }
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it("has its syntax errors told, and the documents around them linted", async () => {
    const cwd = await folderOf({ "it.yaml": `${bad}\n---\na: b: c\nd: [\n---\n${bad}\n` });
    expect(await linted(["it.yaml"], { cwd })).toMatchObject({
      code: 2,
      found: [
        "it.yaml:1:82 event-name",
        "it.yaml:3:4 json-syntax",
        "it.yaml:5:1 json-syntax",
        "it.yaml:6:82 event-name",
      ],
    });
  });
});

describe("standard input", () => {
  it.each([
    ["answer.yaml", `info: {cid: "${cid}"}\npacket: {name: mesage}`, "2:16"],
    ["a/b.jsonl", `${good}\n${bad}`, "2:82"],
    ["a.json", bad, "1:82"],
    ["a.txt", `${good}\n${bad}`, "2:82"],
  ])("goes by the name %s", async (name, input, place) => {
    const { found } = await linted(["-", "--stdin-filepath", name], { input });
    expect(found).toEqual([`${name}:${place} event-name`]);
  });

  it.each(["a.jsonl.gz", "a.jsonl"])("is unpacked where it is gzipped, by the name %s", async (name) => {
    const { found } = await linted(["-", "--stdin-filepath", name], { input: gzipSync(`${good}\n${bad}`) });
    expect(found).toEqual([`${name}:2:82 event-name`]);
  });

  it("tells of gzip data that is cut off", async () => {
    const { code, stderr } = await linted(["-"], { input: gzipSync(good).subarray(0, 30) });
    expect([code, stderr]).toEqual([2, "ulbot: cannot read <stdin>: its gzip data is cut off\n"]);
  });

  it("goes by that name also where it can't be read", async () => {
    const { code, stderr } = await linted(["-", "--stdin-filepath", "a.json"], {
      input: Buffer.from([0xff, 0xfe, 0, 0]),
    });
    expect([code, stderr]).toEqual([2, "ulbot: cannot read a.json: it is UTF-16 text\n  save it as UTF-8\n"]);
  });

  it.each([
    ["", ""],
    ["blank lines first", "\n \n"],
    ["a first line of more than 1 MB", `${JSON.stringify([eventOf("message", { body: "x".repeat(1_200_000) })])}\n`],
  ])("may be JSON Lines: %s", async (_what, before) => {
    const { found } = await linted(["-"], { input: `${before}${good}\n${bad}\n` });
    expect(found.at(-1)).toBe(`<stdin>:${before.split("\n").length + 1}:82 event-name`);
  });
});

describe("constant memory", { timeout: 120_000 }, () => {
  // so long that their number does not matter, and without a finding
  const line = `[${good}${" ".repeat(5000)}]\n`;
  const text = Buffer.alloc(150_000_000, line);
  const lines = Math.floor(text.length / Buffer.byteLength(line));
  const input = text.subarray(0, lines * Buffer.byteLength(line));
  const env = { NODE_OPTIONS: "--max-old-space-size=64" };

  it("is enough for JSON Lines on standard input", async () => {
    expect(await linted(["-"], { input, env })).toMatchObject({ code: 0, events: lines });
  });

  it("is enough for gzipped JSON Lines, whatever they are called", async () => {
    const zipped = gzipSync(input, { level: 1 });
    const cwd = await folderOf({ "it.jsonl.gz": zipped, "it.json.gz": zipped, "it.jsonl": input });
    expect(await linted(["."], { cwd, env })).toMatchObject({ code: 0, files: 3, events: 3 * lines });
  });
});

describe("shards", () => {
  it("share the lines of a file, which keep their numbers", async () => {
    const cwd = await folderOf({ "it.jsonl": `${good}\n${bad}\n\n${bad}\n${good}\n${bad}` });
    for (const count of [1, 2, 3, 10]) {
      const shards = Array.from({ length: count }, (_, index) =>
        linted(["it.jsonl", "--shard", `${index + 1}/${count}`], { cwd }),
      );
      const results = await Promise.all(shards);
      expect(results.flatMap(({ found }) => found)).toEqual([2, 4, 6].map((line) => `it.jsonl:${line}:82 event-name`));
      expect(results.reduce((sum, { events }) => sum + events, 0)).toBe(5);
    }
  });

  it("share several files by their names, however these are given", async () => {
    const cwd = await folderOf({
      "b.json": bad,
      "a.json": bad,
      "c.jsonl": `${bad}\n${bad}`,
      "d.jsonl.gz": gzipSync(bad),
    });
    const first = ["a.json:1:82 event-name", "c.jsonl:1:82 event-name", "c.jsonl:2:82 event-name"];
    expect((await linted([".", "--shard", "1/2"], { cwd })).found).toEqual(first);
    expect((await linted(["c.jsonl", "d.jsonl.gz", "b.json", "a.json", "--shard", "2/2"], { cwd })).found).toEqual([
      "d.jsonl.gz:1:82 event-name",
      "b.json:1:82 event-name",
    ]);
    expect(await linted([".", "--shard", "5/5"], { cwd })).toEqual({
      code: 0,
      found: [],
      files: 0,
      skipped: 0,
      events: 0,
      stderr: "",
    });
  });

  it("may get nothing but what is skipped", async () => {
    const cwd = await folderOf({ "a.json": "{}", "b.json": good });
    expect(await linted([".", "--shard", "1/2"], { cwd })).toMatchObject({ code: 0, files: 0, skipped: 1 });
  });

  it.each(["0/2", "3/2", "1", "1/0", "a/b", "-1/2", "1/2/3"])("are written as 1/2, not %s", async (shard) => {
    const { code, stderr } = await linted([".", `--shard=${shard}`], {});
    expect([code, stderr]).toEqual([2, `ulbot: "${shard}" is no shard; the second of five is written as 2/5\n`]);
  });

  it("of a file that can't be read say so", async () => {
    const cwd = await folderOf({});
    await symlink("round.jsonl", join(cwd, "round.jsonl"));
    expect(await linted(["round.jsonl", "--shard", "2/2"], { cwd })).toMatchObject({
      code: 2,
      stderr: "ulbot: cannot read round.jsonl: its links go round in a circle\n",
    });
  });
});
