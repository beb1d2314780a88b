import { describe, expect, test } from "vitest";
import { commandLineOf } from "../../src/scaffold/command-line.ts";
import { settleProject, templatesFor, type Wishes } from "../../src/scaffold/project.ts";
import { nextCommands, setupCommands } from "../../src/scaffold/setup.ts";
import type { Template } from "../../src/scaffold/template.ts";

const base: Omit<Template, "name" | "next" | "install"> = {
  title: "",
  summary: "",
  flows: { form: "asks" },
  keep: [],
  parts: {},
  signs: [],
};

const typescript: Template = {
  ...base,
  name: "typescript",
  next: ["npm install", "npm test"],
  install: ["npm install"],
};
const python: Template = { ...base, name: "python", next: ["make test"], install: [], flows: { status: "tells" } };
const templates = [python, typescript];
const place = { cwd: "/not/there", env: {} };

const settle = (wishes: Wishes) => settleProject(wishes, templates, place);

describe("what is left open", () => {
  test("is npm, without git, and not installed", () => {
    expect(settle({})).toMatchObject({ directory: "my-bot", packageManager: "npm", git: false, install: false });
  });

  test("is no package manager where a template needs none", () => {
    expect(settle({ template: "python" }).packageManager).toBeUndefined();
  });
});

test.each([
  [{ template: "python", packageManager: "pnpm" }, "the template python has no use for pnpm; leave out --pm"],
  [{ template: "python", install: true }, "the template python has nothing to install; leave out --install"],
] as [Wishes, string][])("%j is refused", (wishes, message) => {
  expect(() => settle(wishes)).toThrow(expect.objectContaining({ category: "usage", message }));
});

describe("of the templates", () => {
  const namesFor = (wishes: Wishes) => templatesFor(wishes, templates, place).map(({ name }) => name);

  test.each([
    [{}, ["python", "typescript"]],
    [{ template: "python" }, ["python"]],
    [{ flow: "form" }, ["typescript"]],
    [{ packageManager: "bun" }, ["typescript"]],
    [{ install: true }, ["typescript"]],
    [{ install: false, git: true }, ["python", "typescript"]],
    // the name can still be asked for
    [{ directory: "机器人" }, ["python", "typescript"]],
  ] as [Wishes, string[]][])("%j leaves %j", (wishes, names) => {
    expect(namesFor(wishes)).toEqual(names);
  });

  test.each([
    [{ template: "python", flow: "form" }, 'the template python has no flow "form"'],
    [{ flow: "status", packageManager: "npm" }, "the template python has no use for npm"],
    [{ directory: "aux" }, 'Windows reserves the name "aux"'],
  ] as [Wishes, string][])("%j leaves none", (wishes, message) => {
    expect(() => namesFor(wishes)).toThrow(message);
  });
});

test.each([
  [{ git: true, install: true }, ["git init --quiet", "yarn install"], ["yarn test"]],
  [{ install: false }, [], ["yarn install", "yarn test"]],
])("%j runs %j and leaves %j", (wishes, commands, next) => {
  const project = settle({ packageManager: "yarn", ...wishes });
  expect(setupCommands(project, "/not/there/my-bot")).toEqual(commands);
  expect(nextCommands(project)).toEqual(next);
});

test.each([
  [
    {},
    { policy: "refuse", dryRun: false, env: {} },
    "ulbot init my-bot --template typescript --flow form --name my-bot --channel all --pm npm --no-git --no-install",
  ],
  [
    { template: "python", directory: "-x", name: "X Y", channels: ["web", "sms"], git: true },
    { policy: "merge", dryRun: true, env: { npm_config_user_agent: "npm/10" } },
    "npx ulbot init ./-x --template python --flow status --name 'X Y' --channel web,sms --git --no-install --merge --dry-run",
  ],
] as [Wishes, Parameters<typeof commandLineOf>[1], string][])("%j is typed as a line", (wishes, flags, line) => {
  expect(commandLineOf(settle(wishes), flags)).toBe(line);
});
