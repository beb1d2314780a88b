import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = dirname(import.meta.dirname);
const program = join(root, "bin/ulbot.cjs");

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "ulbot-init-"));
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs the built program where there is no terminal. */
const ulbot = (...args: string[]) =>
  execa(process.execPath, [program, ...args], { cwd, reject: false, stdin: "ignore", env: { FORCE_COLOR: "0" } });

function filesIn(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(directory.length + 1), readFileSync(path, "utf8")]));
}

const json = (path: string) => JSON.parse(readFileSync(join(cwd, path), "utf8"));

describe("without a terminal", () => {
  test("needs no option at all", async () => {
    const { exitCode, stdout, stderr } = await ulbot("init");
    expect(exitCode).toBe(0);
    expect(json("my-bot/package.json").name).toBe("my-bot");
    expect(stdout).toMatch(/^my-bot\n(.+\n)*├── \.env +\d+ B\n/);
    expect(stdout).toMatch(/\n\n\d+ files, [\d.]+ kB$/);
    expect(stderr.split("\n")).toEqual(["next:", "  cd my-bot", "  npm install", "  npm test", "  npm run replay"]);
  });

  test("takes name and channels", async () => {
    await ulbot("init", "deep/er", "--name", "Büro", "--channel", "web,sms");
    expect(json("deep/er/package.json").name).toBe("buero");
    expect(json("deep/er/ulbot.config.json").channel).toEqual(["web", "sms"]);
    expect(readFileSync(join(cwd, "deep/er/README.md"), "utf8")).toMatch(/^# Büro\n/);
  });

  test("makes a secret that no other project has, and doesn't print it", async () => {
    const { stdout, stderr } = await ulbot("init", "a");
    await ulbot("init", "b");
    const [a, b] = ["a/.env", "b/.env"].map((path) => /^WEBHOOK_TOKEN=(\w{48})$/m.exec(filesIn(cwd)[path] ?? "")?.[1]);
    expect(a).toBeDefined();
    expect(a).not.toBe(b);
    expect(stdout + stderr).not.toContain(a);
  });

  test("shows with --dry-run what it would write, and writes nothing", async () => {
    const dry = await ulbot("init", "bot", "--dry-run");
    expect(dry).toMatchObject({ exitCode: 0, stderr: "" });
    expect(filesIn(cwd)).toEqual({});
    expect((await ulbot("init", "bot")).stdout).toBe(dry.stdout);
  });

  test("lists the templates and their flows", async () => {
    const { stdout, exitCode } = await ulbot("init", "--list");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^typescript: TypeScript, .+\n {2}--flow contact-form: .+/m);
    expect(filesIn(cwd)).toEqual({});
  });

  test("reports as JSON what it made, and what there is to choose from", async () => {
    const made = JSON.parse((await ulbot("init", "bot", "--channel", "web", "--format", "json")).stdout);
    expect(made).toMatchObject({
      schemaVersion: 1,
      directory: "bot",
      template: "typescript",
      name: "bot",
      channels: ["web"],
    });
    expect(made.files).toContainEqual({ path: ".env", action: "create", bytes: filesIn(cwd)["bot/.env"]?.length });
    expect(made.files).toHaveLength(Object.keys(filesIn(cwd)).length);
    const { templates } = JSON.parse((await ulbot("init", "--list", "--format", "json")).stdout);
    expect(templates).toContainEqual(
      expect.objectContaining({ name: "typescript", parts: expect.arrayContaining(["ci", "config", "fixtures"]) }),
    );
  });

  test("makes no repository, and installs nothing", async () => {
    await ulbot("init", "bot");
    expect(readdirSync(join(cwd, "bot"))).not.toEqual(expect.arrayContaining([".git"]));
    expect(readdirSync(join(cwd, "bot"))).not.toEqual(expect.arrayContaining(["node_modules"]));
  });

  test("works in the directory itself, beside .git", async () => {
    mkdirSync(join(cwd, ".git"));
    const { stderr } = await ulbot("init", ".", "--name", "bot");
    expect(json("package.json").name).toBe("bot");
    expect(stderr).toMatch(/^next:\n {2}npm install\n/);
  });
});

describe("a directory that holds something", () => {
  beforeEach(() => {
    mkdirSync(join(cwd, "bot"));
    writeFileSync(join(cwd, "bot/README.md"), "mine");
    writeFileSync(join(cwd, "bot/.env"), "SECRET=1");
    writeFileSync(join(cwd, "bot/notes.txt"), "mine");
  });

  const before = { "bot/README.md": "mine", "bot/.env": "SECRET=1", "bot/notes.txt": "mine" };

  test("is refused, with the list of conflicts, before anything is written", async () => {
    const { exitCode, stderr, stdout } = await ulbot("init", "bot");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(
      /^ulbot: the directory holds files that would be overwritten: README\.md\n {2}choose another/,
    );
    expect(filesIn(cwd)).toEqual(before);
  });

  test("is refused without a conflict as well", async () => {
    rmSync(join(cwd, "bot/README.md"));
    const { exitCode, stderr } = await ulbot("init", "bot");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^ulbot: the directory is not empty, it holds notes\.txt\n {2}choose another/);
  });

  test("keeps all of it with --merge", async () => {
    const { exitCode, stdout } = await ulbot("init", "bot", "--merge");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^├── README\.md +kept as it is$/m);
    expect(filesIn(cwd)).toMatchObject(before);
    expect(json("bot/package.json").name).toBe("bot");
  });

  test("is told where its .gitignore may let the fresh secret through", async () => {
    const told = "mind: .env holds a secret";
    writeFileSync(join(cwd, "bot/.gitignore"), "node_modules\n");
    expect((await ulbot("init", "bot", "--merge")).stderr).not.toContain(told);
    rmSync(join(cwd, "bot/.env"));
    expect((await ulbot("init", "bot", "--merge")).stderr).toContain(told);
  });

  test("loses with --force what is listed, but never its .env", async () => {
    const { exitCode, stdout } = await ulbot("init", "bot", "--force");
    expect(exitCode).toBe(0);
    expect(stdout.split("\n").filter((line) => line.includes("overwrites"))).toEqual([
      expect.stringMatching(/^├── README\.md +[\d.]+ kB, overwrites what is there$/),
    ]);
    expect(filesIn(cwd)).toMatchObject({ ...before, "bot/README.md": expect.stringMatching(/^# bot\n/) });
  });

  test("is not both merged and forced", async () => {
    const { exitCode, stderr } = await ulbot("init", "bot", "--merge", "--force");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("'--merge' cannot be used with option '--force'");
  });
});

test.each([
  [["init", "x", "--template", "cobol"], 'no template is called "cobol", but one of: '],
  [["init", "x", "--flow", "none"], 'the template typescript has no flow "none", but one of: contact-form'],
  [["init", "x", "--channel", "web,fax"], '"fax" is no channel'],
  [["init", "x", "--name", "../y"], 'cannot call the project "../y": a name can\'t hold a path'],
  [["init", "x", "--name", "a\nb"], 'the name "a\\nb" has characters that can\'t be seen'],
  [["init", "node_modules"], 'cannot call the project "node_modules": "node_modules" is a reserved name'],
  [["init", ""], "the directory has no name"],
  [["init", "~/bot"], "only a shell knows what ~ stands for"],
  [["init", "bots/aux.txt", "--name", "x"], 'Windows reserves the name "aux.txt"'],
  [["init", "a\x1bb"], 'cannot use "a\\x1bb" as a directory'],
  [["init", "x", "--pm", "cargo"], "Allowed choices are npm, pnpm, yarn, bun"],
  [["init", "x", "y"], "too many arguments"],
])("%j is refused", async (args, message) => {
  const { exitCode, stderr, stdout } = await ulbot(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(message);
  expect(readdirSync(cwd)).toEqual([]);
});
