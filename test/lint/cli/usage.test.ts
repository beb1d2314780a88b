import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { folderOf, run, runBin } from "../../run.ts";
import { eventOf } from "../answers.ts";

const files = { "a.json": JSON.stringify([eventOf("end")]), "b.jsonl": `${JSON.stringify(eventOf("end"))}\n` };

/** Command lines that make no sense, and what is said of them; the hint behind the slash. */
const wrong: readonly (readonly [args: string, said: string])[] = [
  ["", "lint has to know what to look at / name files, directories or globs, or - for standard input"],
  ["a.json --fix --fix-dry-run", "--fix and --fix-dry-run exclude each other / --fix writes what --fix-dry-run shows"],
  ["a.json --fix --shard 1/2", "--fix and --shard exclude each other / fix everything once, then go on without --fix"],
  ["a.json --fix --watch", "--fix and --watch exclude each other / fix everything once"],
  ["a.json --fix-dry-run --watch", "--fix-dry-run and --watch exclude each other / look at everything once"],
  [
    "a.json --fix-dry-run --format json",
    "--fix-dry-run and --format exclude each other / it shows a diff in the place",
  ],
  ["a.json --fix-dry-run -o x.json", "--fix-dry-run and --output exclude each other / it shows a diff in the place"],
  ["a.json --fix-dry-run --baseline x --update-baseline", "--fix-dry-run and --update-baseline exclude each other"],
  ["a.json --watch --baseline x --update-baseline", "--watch and --update-baseline exclude each other"],
  ["a.json --watch --shard 1/2", "--watch and --shard exclude each other"],
  ["a.json --shard 1/2 --baseline x", "--shard and --baseline exclude each other / a part can't tell what is known"],
  ["a.json --update-baseline", "--update-baseline goes with --baseline, which is missing / it names the file"],
  ["a.json --url http://localhost:1", "--url goes with --fixtures, which is missing / files are linted without a bot"],
  ["a.json --header A:b", "--header goes with --fixtures, which is missing / files are linted without a bot"],
  ["a.json --timeout 1s", "--timeout goes with --fixtures, which is missing / files are linted without a bot"],
  ["a.json --stdin-filepath x.json", "--stdin-filepath names standard input, which is read where - is among the files"],
  ["- --fix", "--fix is for files, which standard input is none of"],
  ["a.json - --fix-dry-run", "--fix-dry-run is for files, which standard input is none of"],
  ["- --watch", "standard input can't be watched"],
  ["a.json --fixtures a.json", "lint looks at files or, with --fixtures, at answers, not at both"],
  ["--fixtures a.json --fix", "--fixtures and --fix exclude each other / answers of a bot are linted as they come"],
  ["--fixtures a.json --cache", "--fixtures and --cache exclude each other"],
  ["--fixtures a.json --cache-location x", "--fixtures and --cache-location exclude each other"],
  ["--fixtures a.json --no-ignore", "--fixtures and --no-ignore exclude each other"],
  ["--fixtures a.json --shard 1/2", "--fixtures and --shard exclude each other"],
  ["--fixtures a.json", "lint has to know where the bot answers / such as --url http://localhost:8000/webhook"],
  ["merge x.json --fix", "merge has no option --fix / ulbot lint merge --help shows those it has"],
  ["--channel web merge x.json", "merge has no option --channel / ulbot lint merge --help shows those it has"],
  ["merge", "missing required argument 'reports'"],
];

describe("options that make no sense together are a wrong usage", () => {
  it.each(wrong)("%s", async (args, said) => {
    const cwd = await folderOf(files);
    const { code, stdout, stderr } = await run(["lint", ...args.split(" ").filter(Boolean)], { cwd });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`ulbot: ${said.replace(" / ", "\n  ")}`);
  });
});

describe("a setting for every run is passed over where it does not fit", () => {
  it.each([
    [{ baseline: "none.json" }, "a.json --shard 1/1 --format jsonl", /^{"schemaVersion":1/],
    [{ lintFormat: "json", lintOutput: "lint.json" }, "a.json --fix-dry-run", /^$/],
    [{ botUrl: "http://localhost:1", header: "A: b" }, "a.json", /^no findings/],
    [{ timeout: "1s" }, "a.json", /^no findings/],
    [{ cacheLocation: "there/is/none.json" }, "a.json", /^no findings/],
  ])("%j: %s", async (config, args, stdout) => {
    const cwd = await folderOf({ ...files, "ulbot.config.json": JSON.stringify(config) });
    const ran = await run(["lint", ...args.split(" ")], { cwd });
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(stdout)]);
    expect((await readdir(cwd)).sort()).toEqual(["a.json", "b.jsonl", "ulbot.config.json"]);
  });

  it("but not where it is asked for by a variable", async () => {
    const env = { ULBOT_SHARD: "1/2" };
    const { code, stderr } = await run(["lint", "a.json", "--fix"], { cwd: await folderOf(files), env });
    expect([code, stderr.split("\n")[0]]).toEqual([2, "ulbot: --fix and --shard exclude each other"]);
  });
});

describe("--help", () => {
  it.each([["lint"], ["lint", "merge"]])("fits into 80 columns: %s %s", async (...command) => {
    const { code, stdout } = await runBin([...command, "--help"], { env: { COLUMNS: "80" } });
    expect(code).toBe(0);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("names every option under a heading", async () => {
    const { stdout } = await runBin(["lint", "--help"]);
    expect(stdout.match(/^\S.*:$/gm)).toEqual([
      "Arguments:",
      "Options:",
      "Fixes:",
      "Known findings:",
      "Again and in parts:",
      "A bot that runs:",
      "Commands:",
      "Examples:",
    ]);
  });
});
