import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../src/config.ts";
import { eventOf } from "./lint/answers.ts";
import { folderOf, run, runBin } from "./run.ts";

const answer = JSON.stringify(eventOf("message", { body: "Hi" }));
const repository = { ".git/HEAD": "", "answer.json": answer };

describe("the configuration", () => {
  it.each([
    ["ulbot.config.json", '{"channel": "web"}'],
    ["ulbot.config.yaml", "channel: web # the website only\n"],
    ["ulbot.config.yml", "channel: web\n"],
    ["ulbot.config.mjs", 'export default { channel: "web" };\n'],
    ["ulbot.config.cjs", 'module.exports = { channel: "web" };\n'],
    ["ulbot.config.js", 'module.exports = { channel: "web" };\n'],
    ["ulbot.config.ts", 'const channel: string = "web";\nexport default { channel };\n'],
  ])("is read from %s", async (file, content) => {
    const directory = await folderOf({ ...repository, [file]: content });
    expect(await loadConfig(directory)).toEqual({ config: { channel: "web" }, directory });
  });

  it("is read from a JavaScript module where the package is one of modules", async () => {
    const files = { "package.json": '{"type": "module"}', "ulbot.config.js": 'export default { channel: "web" };' };
    expect((await loadConfig(await folderOf(files))).config).toEqual({ channel: "web" });
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ["in the folder itself", { "a/b/ulbot.config.json": '{"exec": "here"}' }, "here"],
    ["above it", { "ulbot.config.json": '{"exec": "above"}' }, "above"],
    ["nearest", { "ulbot.config.json": '{"exec": "above"}', "a/ulbot.config.yaml": "exec: nearer" }, "nearer"],
    ["not above the repository", { "ulbot.config.json": '{"exec": "above"}', "a/.git/HEAD": "" }, undefined],
    [
      "in TypeScript before JSON",
      { "ulbot.config.json": "{}", "ulbot.config.ts": 'export default { exec: "ts" }' },
      "ts",
    ],
    ["nowhere", {}, undefined],
    ["but empty", { "a/b/ulbot.config.yaml": "" }, undefined],
    ["but nothing except comments", { "a/b/ulbot.config.yaml": "# later\n" }, undefined],
  ])("is found %s", async (_where, files, exec) => {
    const folder = await folderOf({ ".git/HEAD": "", "a/b/answer.json": answer, ...files });
    expect((await loadConfig(join(folder, "a/b"))).config.exec).toBe(exec);
  });

  it("can be given, and left aside", async () => {
    const cwd = await folderOf({ ...repository, "ulbot.config.json": '{"channel": 5}', "other.yaml": "channel: web" });
    expect((await run(["lint", "answer.json"], { cwd })).code).toBe(2);
    expect((await run(["lint", "answer.json", "--no-config"], { cwd })).code).toBe(0);
    expect((await run(["--no-config", "lint", "answer.json"], { cwd })).code).toBe(0);
    expect((await run(["lint", "answer.json", "--config", "other.yaml"], { cwd })).code).toBe(0);
    expect((await run(["-c", "other.yaml", "lint", "answer.json"], { cwd })).code).toBe(0);
    expect((await run(["lint", "answer.json"], { cwd, env: { ULBOT_CONFIG: "other.yaml" } })).code).toBe(0);
  });
});

/** Configurations that do not hold, and what is said of them. */
const bad: readonly (readonly [file: string, content: string, message: string])[] = [
  ["ulbot.config.json", '{"chanel": "web"}', "chanel"],
  ["ulbot.config.json", '{"channel": 5}', "channel has to be a text or a list"],
  ["ulbot.config.json", '{"channel": "webb"}', 'channel in the configuration: "webb" is no channel; did you mean web'],
  ["ulbot.config.json", '{"channel": ["web", "fax"]}', 'channel in the configuration: "fax" is no channel'],
  [
    "ulbot.config.json",
    '{"rules": {"text-lenght": "off"}}',
    'a rule "text-lenght", which does not exist\n  did you mean text-length',
  ],
  [
    "ulbot.config.json",
    '{"rules": {"zzzz": "off"}}',
    'a rule "zzzz", which does not exist\n  it can be one of json-syntax, json-dup',
  ],
  [
    "ulbot.config.json",
    '{"rules": {"text-length": "warn"}}',
    "rules.text-length has to be one of error, warning, info, off",
  ],
  [
    "ulbot.config.json",
    '{"protocol": {"parameters": {"dealy": {"duration": "wait"}}}}',
    'an event "dealy", which does not exist\n  did you mean delay',
  ],
  [
    "ulbot.config.json",
    '{"protocol": {"parameters": {"carousel": {"options.image": "picture"}}}}',
    'a parameter of carousel "options.image", which does not exist\n  ',
  ],
  ["ulbot.config.json", '{"rules": ["text-length"]}', "rules has to be an object"],
  [
    "ulbot.config.json",
    '{"protocol": {"parameters": {"delay": {"duration": 5}}}}',
    "protocol.parameters.delay.duration has to be a text",
  ],
  ["ulbot.config.json", '{"protocol": {"events": {}}}', "protocol has no setting events"],
  ["ulbot.config.json", '{"chanel": "web"}', "there is no setting chanel (did you mean channel)"],
  ["ulbot.config.json", "[]", "it has to be an object"],
  ["ulbot.config.yaml", "web", "it has to be an object"],
  ["ulbot.config.json", '{"channel": ', "cannot read the configuration: "],
  ["ulbot.config.yaml", "channel: [web", "cannot read the configuration: "],
  ["ulbot.config.ts", "export default {", "cannot read the configuration: "],
  ["ulbot.config.mjs", 'throw new Error("not today");', "ulbot.config.mjs: not today"],
];

describe("a configuration that does not hold is a wrong usage", () => {
  it.each(bad)("%s: %s", async (file, content, message) => {
    const cwd = await folderOf({ ...repository, [file]: content });
    const { code, stdout, stderr } = await run(["lint", "answer.json"], { cwd });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^ulbot: .*configuration/);
  });

  it("and so is one that isn't there", async () => {
    const { code, stderr } = await run(["lint", "answer.json", "-c", "no.json"], { cwd: await folderOf(repository) });
    expect([code, stderr]).toEqual([2, "ulbot: cannot read no.json: there is no such file\n"]);
  });
});

it.each([
  ["ulbot.config.js", 'export default { rules: { "event-name": "off" } };\n'],
  ["ulbot.config.ts", 'export default { rules: { "event-name": "off" as const } };\n'],
  ["ulbot.config.yaml", "rules:\n  event-name: off\n"],
  ["ulbot.config.json", '{"rules": {"event-name": "off"}}'],
])("the built program reads %s", async (file, content) => {
  const files = { "package.json": '{"type": "module"}', "it.json": JSON.stringify(eventOf("mesage")) };
  const cwd = await folderOf({ ...files, [file]: content });
  expect(await runBin(["lint", "it.json"], { cwd })).toEqual({
    code: 0,
    stdout: "no findings in 1 file, 1 event\n",
    stderr: "",
  });
});

describe("every setting reaches the command it is for", () => {
  it.each([
    ["channel", ["lint", "answer.json"]],
    ["severity", ["lint", "answer.json"]],
    ["maxWarnings", ["lint", "answer.json"]],
    ["header", ["replay", "answer.json"]],
    ["timeout", ["replay", "answer.json"]],
    ["jobs", ["replay", "answer.json"]],
    ["apiTimeout", ["send", "answer.json"]],
    ["maxWait", ["send", "answer.json"]],
  ])("%s", async (setting, argv) => {
    const cwd = await folderOf({ ...repository, "ulbot.config.json": JSON.stringify({ [setting]: "none" }) });
    const { code, stderr } = await run(argv, { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(setting === "header" ? "'Name: value'" : `${setting} in the configuration: `);
  });
});
