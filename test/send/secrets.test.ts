import { expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";
import { folderOf, run } from "../run.ts";
import { cid, token } from "./program.ts";

const webhook = { info: { cid, context: {} }, packet: { name: "message", payload: { body: token } } };
const event = (name: string, body: string) => ({ info: { cid }, packet: { name, payload: { body } } });

const files = {
  "message.json": JSON.stringify(event("message", token)),
  "unknown.json": JSON.stringify([event(token, "Hello")]),
  "webhooks.json": JSON.stringify([webhook]),
  "lines.jsonl": [event("message", token), event(token, "Hello")].map((line) => `${JSON.stringify(line)}\n`).join(""),
};

const nobody = `http://127.0.0.1:1/${token}`;
const text = ["--cid", cid, "-m", token];

/** Ways to make each command show a token: in what it reads, in what it is given, and in what it says of wrong usage. */
const ways: Readonly<Record<string, readonly (readonly string[])[]>> = {
  init: [
    ["my-bot", "--template", token],
    [token, "--flow", token],
  ],
  send: [
    [...text, "--dry-run"],
    [...text, "--dry-run", "--format", "json"],
    [...text, "--curl"],
    ["--cid", token, "--event", token, "--dry-run", "--verbose"],
    ["lines.jsonl", "--no-lint", "--dry-run"],
    ["lines.jsonl", "--url", "http://127.0.0.1:1/", "--format", "json"],
    [...text, "--url", nobody, "--max-wait", "0", "--verbose"],
    [...text, "--context", JSON.stringify({ said: token }), "--dry-run"],
    ["--cid", cid, "--event", "media", "--set", `link=${nobody}`, "--media-check", "--dry-run"],
    [token, "--dry-run"],
  ],
  replay: [
    ["webhooks.json", "--url", nobody],
    ["webhooks.json", "--url", nobody, "--format", "json"],
    [token, "--url", nobody, "--verbose"],
  ],
  record: [["--to", token]],
  import: [[token]],
  export: [
    ["webhooks.json", "--to", "curl"],
    ["webhooks.json", "--to", "har"],
    [token, "--to", "hurl"],
  ],
  lint: [
    ["unknown.json"],
    ["unknown.json", "--format", "json"],
    ["unknown.json", "--format", "sarif"],
    ["unknown.json", "--format", "junit"],
    [token],
  ],
  preview: [["message.json"], ["message.json", "--format", "html"], [token]],
  events: [[token]],
  schema: [[token]],
  rules: [[token]],
  dev: [["--url", token]],
};

test("there is a way for each command", () => {
  expect(Object.keys(ways)).toEqual(expect.arrayContaining(commands.map(({ name }) => name)));
});

const forms = [token, encodeURIComponent(token), JSON.stringify(token), Buffer.from(token).toString("base64")];

/** What is found wrong before the command runs, and before `.env` is read. */
const misuses = [
  ["send", ...text, "--format", token],
  ["lint", "unknown.json", "--channel", token],
  ["import", "message.json", "--from", token],
  ["export", "webhooks.json", "--to", token],
  ["record", "--to", nobody, "--port", token],
  [token],
];

/** Runs a command that would show the token, and looks for it. */
async function search(args: readonly string[], env: Record<string, string>, more: Record<string, string> = {}) {
  const { stdout, stderr } = await run(args, { cwd: await folderOf({ ...files, ...more }), env });
  const shown = stdout + stderr;
  expect(shown).not.toContain("this is a bug");
  for (const form of forms) expect(shown).not.toContain(form);
  expect(shown).toContain("[token]");
}

const named = (list: readonly (readonly string[])[]) =>
  list.map((args) => [args.join(" ").replaceAll(token, "TOKEN"), args] as const);

const known: readonly string[] = commands.map(({ name }) => name);
const all = Object.entries(ways).flatMap(([name, list]) =>
  known.includes(name) ? list.map((args) => [name, ...args]) : [],
);

test.each(named([...all, ...misuses]))("a token in the environment is not shown by ulbot %s", async (_, args) => {
  await search(args, { ULBOT_SECURITY_TOKEN: token });
});

test.each(named(all))("a token in .env is not shown by ulbot %s", async (_, args) => {
  await search(args, {}, { ".env": `ULBOT_SECURITY_TOKEN=${token}\n` });
});

test.each([
  ["a file", "token.txt", ""],
  ["standard input", "-", token],
])("a token in %s is not shown", async (_, file, input) => {
  const args = ["send", ...text, "--url", nobody, "--max-wait", "0", "--verbose", "--token-file", file];
  const { stdout, stderr } = await run(args, { cwd: await folderOf({ "token.txt": token }), input });
  for (const form of forms) expect(stdout + stderr).not.toContain(form);
  expect(stderr).toContain("nothing listens at http://127.0.0.1:1/[token]");
});

test("a short token, as is chosen for trying things out, makes no holes in other words", async () => {
  const { stdout } = await run(["send", "--cid", cid, "-m", "a test of tests", "--dry-run"], {
    cwd: await folderOf({}),
    env: { ULBOT_SECURITY_TOKEN: "test" },
  });
  expect(stdout).toContain('"a test of tests"');
});
