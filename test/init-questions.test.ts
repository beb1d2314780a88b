import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTerminal, type TerminalSession } from "./terminal.ts";

const root = dirname(import.meta.dirname);
const program = join(root, "bin/ulbot.cjs");

let cwd: string;
let session: TerminalSession | undefined;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "ulbot-questions-"));
});

afterEach(() => {
  session?.kill("SIGKILL");
  session = undefined;
  rmSync(cwd, { recursive: true, force: true });
});

/** The terminal on which `ulbot init` asks. Whatever runs the tests is not the package manager that is suggested. */
function open(...args: string[]): TerminalSession {
  session = openTerminal(["init", ...args], cwd, { npm_config_user_agent: "" });
  return session;
}

function filesIn(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(directory.length + 1), readFileSync(path, "utf8")]));
}

const arrow = { up: "\x1b[A", down: "\x1b[B" };

/** Every question with the answer that Enter gives, as the screen shows it. */
const questions = [
  ["Directory of the new project:", "my-bot"],
  ["Its name:", "my-bot"],
  ["Template:", "TypeScript: "],
  ["What the bot does:", "contact-form: asks for name and e-mail address"],
  ["Channels that contacts write from:", "Website"],
  ["Package manager:", "npm"],
  ["Make it a git repository?", "Yes"],
  ["Run npm install now?", "Yes"],
] as const;

test("asks for everything, with answers that Enter takes", async () => {
  // nothing is installed for real
  const { until, type, exit, screen } = open("--dry-run");
  for (const [question] of questions) {
    await until(`? ${question}`);
    type("\r");
  }
  expect(await exit).toBe(0);
  for (const [question, answer] of questions) expect(screen()).toContain(`✔ ${question} ${answer}`);
  expect(screen().split("\n").slice(-2)).toEqual([
    "the same without questions:",
    "  ulbot init my-bot --template typescript --flow contact-form --name my-bot --channel all --pm npm --git --install --dry-run",
  ]);
  expect(readdirSync(cwd)).toEqual([]);
});

test("takes typed text and arrow keys, and prints the line that would not have asked", async () => {
  const { until, type, exit, screen } = open("--template", "typescript");
  await until("Directory of the new project: (my-bot)");
  type(" shop \r");
  await until("Its name: (shop)");
  type("Ada's Shop\r");
  await until("What the bot does:");
  type(`${arrow.down}${arrow.down}${arrow.up}\r`);
  await until("Channels that contacts write from:");
  // none but the second
  type(`i${arrow.down} \r`);
  await until("Package manager:");
  type(`${arrow.down}\r`);
  await until("Make it a git repository?");
  type("y\r");
  await until("Run pnpm install now?");
  type("n\r");
  expect(await exit).toBe(0);
  expect(screen()).toMatch(/next:\n {2}cd shop\n {2}pnpm install\n {2}pnpm test\n/);
  const line = /without questions:\n {2}ulbot (init .+)/.exec(screen())?.[1] ?? "";
  expect(line).toBe(
    "init shop --template typescript --flow order-status --name 'Ada'\\''s Shop' --channel whatsapp_business --pm pnpm --git --no-install",
  );

  const asked = filesIn(join(cwd, "shop"));
  expect(Object.keys(asked)).toContain(".git/HEAD");
  expect(asked["README.md"]).toContain("pnpm install");
  rmSync(join(cwd, "shop"), { recursive: true });
  await execa("sh", ["-c", `"$0" "$1" ${line}`, process.execPath, program], { cwd });
  expect({ ...filesIn(join(cwd, "shop")), ".env": "" }).toEqual({ ...asked, ".env": "" });
});

describe("asks for nothing", () => {
  const all = ["--template", "typescript", "--flow", "blank", "--name", "bot", "--channel", "web", "--pm", "npm"];

  test("that options say", async () => {
    const { until, type, exit, screen } = open("bot", ...all, "--no-git");
    await until("Run npm install now?");
    type("n\r");
    expect(await exit).toBe(0);
    expect(screen().match(/^✔/gm)).toHaveLength(1);
  });

  test.each([[[...all, "--no-git", "--no-install"]], [["--no-input"]]])("with %j", async (options) => {
    const { exit, screen } = open("bot", ...options);
    expect(await exit).toBe(0);
    expect(screen()).not.toMatch(/\?|without questions/);
  });

  test("of git in a repository", async () => {
    mkdirSync(join(cwd, ".git"));
    const { until, type, exit, screen } = open("bot", ...all);
    await until("Run npm install now?");
    type("n\r");
    expect(await exit).toBe(0);
    expect(screen()).toContain("--no-git --no-install");
  });
});

test("asks again where the directory can't be used", async () => {
  writeFileSync(join(cwd, "notes.txt"), "");
  const { until, type, exit } = open(
    ..."--template typescript --flow blank --name x --channel web --pm npm --no-git --no-install".split(" "),
  );
  await until("Directory of the new project");
  type(".\r");
  await until("the directory is not empty, it holds notes.txt");
  type("\x7f~/bot\r");
  await until("only a shell knows what ~ stands for");
  type(`${"\x7f".repeat(5)}other\r`);
  expect(await exit).toBe(0);
  expect(existsSync(join(cwd, "other/package.json"))).toBe(true);
});

test("suggests the package manager whose lock file is above", async () => {
  writeFileSync(join(cwd, "yarn.lock"), "");
  const { until } = open(..."sub/bot --template typescript --flow blank --name x --channel web".split(" "));
  await until("❯ yarn");
});

test.each([
  [["."], "the directory is not empty, it holds notes.txt"],
  [["x", "--template", "cobol"], 'no template is called "cobol"'],
  [["x", "--flow", "none"], 'has no flow "none"'],
  [["x", "--name", "../x"], "a name can't hold a path"],
  [["aux"], 'Windows reserves the name "aux"'],
])("says before it asks that %j can't be done", async (args, message) => {
  writeFileSync(join(cwd, "notes.txt"), "");
  const refused = open(...args);
  expect(await refused.exit).toBe(2);
  expect(refused.screen()).toMatch(/^ulbot: /);
  expect(refused.screen()).toContain(message);
  expect(readdirSync(cwd)).toEqual(["notes.txt"]);
});

test("asks about a directory that holds something, if told to merge", async () => {
  writeFileSync(join(cwd, "notes.txt"), "");
  await open(".", "--merge").until("Its name");
});

describe("leaves nothing behind", () => {
  test.each(questions.map(([question], index) => [question, index] as const))(
    "when Ctrl-C answers %s",
    async (question, index) => {
      const { until, type, exit, screen } = open();
      for (const [earlier] of questions.slice(0, index)) {
        await until(`? ${earlier}`);
        type("\r");
      }
      await until(`? ${question}`);
      type("\x03");
      expect(await exit).toBe(130);
      expect(screen()).toMatch(/ulbot: interrupted$/);
      expect(readdirSync(cwd)).toEqual([]);
    },
  );

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 143],
  ])("when %s comes", async (signal, code) => {
    const { until, kill, exit, screen } = open("bot");
    await until("Its name");
    kill(signal);
    expect(await exit).toBe(code);
    expect(screen()).not.toContain("bug");
    expect(readdirSync(cwd)).toEqual([]);
  });
});
