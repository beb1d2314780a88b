import { existsSync } from "node:fs";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { commands } from "../src/commands/index.ts";
import { UlbotError } from "../src/errors.ts";
import { eventOf } from "./lint/answers.ts";
import { folderOf, run, runBin, version } from "./run.ts";

describe("without a command", () => {
  it.each([[[]], [["--help"]], [["-h"]]])("%j shows help", async (argv) => {
    const { code, stdout, stderr } = await run(argv);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Usage: ulbot \[options\] \[command\]\n/);
    const unbroken = stdout.replace(/\s+/g, " ");
    for (const { name, summary } of commands) expect(unbroken).toContain(` ${name} ${summary} `);
  });

  it.each([[["--version"]], [["-V"]], [["lint", "--version"]], [["-V", "--format", "xml"]]])(
    "%j shows the version",
    async (argv) => {
      expect(await run(argv)).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
    },
  );

  it.each<[string[], string]>([
    [["lnt"], "unknown command 'lnt'\n(Did you mean lint?)"],
    [["__proto__"], "unknown command '__proto__'"],
    [["--verison"], "unknown option '--verison'\n(Did you mean --version?)"],
    [["--chanel", "web", "lint"], "unknown option '--chanel'"],
    [["send", "--token=it's secret=1"], "unknown option '--token'"],
    [["-c"], "option '-c, --config <file>' argument missing"],
  ])("%j is a wrong usage", async (argv, message) => {
    const { code, stdout, stderr } = await run(argv);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`ulbot: ${message}`);
  });
});

it.each([
  [["help"], "Usage: ulbot [options] [command]"],
  [["help", "lint"], "Usage: ulbot lint [options] <files...>"],
])("%j shows help", async (argv, usage) => {
  const { code, stdout, stderr } = await run(argv);
  expect([code, stdout.split("\n")[0], stderr]).toEqual([0, usage, ""]);
});

it.skipIf(!existsSync("/dev/full"))("a full disk is told in one line", async () => {
  const { exitCode, stderr } = await execa("sh", ["-c", `exec ${process.execPath} bin/ulbot.cjs --help > /dev/full`], {
    cwd: new URL("..", import.meta.url),
    reject: false,
  });
  expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/^ulbot: cannot write the output: ENOSPC.*$/)]);
});

describe("every command", () => {
  it.each(commands)("$name has help", async ({ name, summary }) => {
    const { code, stdout, stderr } = await run([name, "--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(new RegExp(`^Usage: ulbot ${name} `));
    expect(stdout.replace(/\s+/g, " ")).toContain(summary);
  });

  it.each(commands)("$name refuses an option that it does not have", async ({ name }) => {
    const { code, stderr } = await run([name, "--no-such-option"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("ulbot: unknown option '--no-such-option'")]);
  });
});

describe("colours", () => {
  const lint = async (args: string[], env: Record<string, string>, isTTY: boolean) => {
    const cwd = await folderOf({ "it.json": JSON.stringify(eventOf("mesage")) });
    const { stdout } = await run(["lint", "it.json", ...args], { cwd, env, isTTY });
    return stdout.includes("\x1b[");
  };

  it.each<[string[], Record<string, string>, boolean, boolean]>([
    [[], {}, true, true],
    [[], {}, false, false],
    [["--no-color"], {}, true, false],
    [["--no-color"], { FORCE_COLOR: "1" }, true, false],
    [[], { NO_COLOR: "1" }, true, false],
    [[], { NO_COLOR: "" }, true, true],
    [[], { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    [[], { FORCE_COLOR: "1" }, false, true],
    [[], { FORCE_COLOR: "0" }, true, false],
    [[], { ULBOT_NO_COLOR: "1" }, true, false],
    [[], { ULBOT_NO_COLOR: "0" }, true, true],
    [[], { TERM: "dumb" }, true, false],
    [["--format", "json"], { FORCE_COLOR: "1" }, true, false],
  ])("%j %j on a terminal %s: %s", async (args, env, isTTY, expected) => {
    expect(await lint(args, env, isTTY)).toBe(expected);
  });
});

describe("what could not be done", () => {
  it("keeps its cause to itself, unless asked", async () => {
    const cwd = await folderOf({ "ulbot.config.mjs": 'throw new Error("not today");' });
    const quiet = await run(["lint", "it.json"], { cwd });
    expect(quiet.stderr).toBe(
      `ulbot: cannot read the configuration: ${cwd}/ulbot.config.mjs: not today\n  correct the file, or leave it aside with --no-config\n`,
    );
    const verbose = await run(["lint", "it.json", "--verbose"], { cwd });
    expect(verbose.stderr).toContain("Error: not today\n    at ");
  });

  it.each([
    ["interrupted", 130],
    ["terminated", 143],
  ] as const)("because it was %s ends with %i", async (category, code) => {
    const cwd = await folderOf({ "it.json": JSON.stringify(eventOf("end")) });
    const signal = AbortSignal.abort(new UlbotError(category, category));
    expect(await run(["lint", "it.json"], { cwd, signal })).toEqual({
      code,
      stdout: "",
      stderr: `ulbot: ${category}\n`,
    });
  });

  it("because of a mistake of ours is called one", async () => {
    const signal = AbortSignal.abort(new TypeError("oh"));
    const cwd = await folderOf({ "it.json": JSON.stringify(eventOf("end")) });
    const { code, stderr } = await run(["lint", "it.json"], { cwd, signal });
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/^ulbot: this is a bug in ulbot.*\nTypeError: oh\n {4}at /),
    ]);
  });
});

describe("the built program", () => {
  it.each<[string[], number, string, string]>([
    [[], 0, "Usage: ulbot ", ""],
    [["--help"], 0, "Usage: ulbot ", ""],
    [["-V"], 0, "0.", ""],
    [["lint", "-V"], 0, "0.", ""],
    [["lnt"], 2, "", "ulbot: unknown command 'lnt'"],
    [["lint", "missing.json"], 2, "no findings in 0 files", "ulbot: cannot read missing.json: there is no such file"],
  ])("%j ends with %i", async (args, code, stdout, stderr) => {
    const ran = await runBin(args);
    expect([ran.code, ran.stdout.slice(0, stdout.length), ran.stderr.slice(0, stderr.length)]).toEqual([
      code,
      stdout,
      stderr,
    ]);
  });

  it("is quiet where nobody reads on", async () => {
    const answers = `${JSON.stringify(eventOf("mesage"))}\n`.repeat(3000);
    const cwd = await folderOf({ "it.jsonl": answers });
    const { execa } = await import("execa");
    const bin = `${import.meta.dirname}/../bin/ulbot.cjs`;
    const { stdout, stderr } = await execa("sh", ["-c", `"${process.execPath}" "${bin}" lint it.jsonl | head -n 1`], {
      cwd,
    });
    expect([stdout, stderr]).toEqual(["it.jsonl", ""]);
  });
});
