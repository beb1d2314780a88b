import { describe, expect, test } from "vitest";
import { projectQuestions } from "../../src/prompts/project.ts";
import type { Wishes } from "../../src/scaffold/project.ts";
import type { Template } from "../../src/scaffold/template.ts";

const template = (name: string, ...flows: string[]): Template => ({
  name,
  title: name.toUpperCase(),
  summary: `a bot in ${name}`,
  flows: Object.fromEntries(flows.map((flow) => [flow, `does ${flow}`])),
  keep: [],
  next: name === "typescript" ? ["npm install", "npm test"] : ["make test"],
  install: name === "typescript" ? ["npm install"] : [],
  parts: {},
  signs: [],
});

const one = [template("typescript", "form")];
const two = [template("python", "form", "status"), template("typescript", "form")];

// no git, nor any package manager
const env = { PATH: "", npm_config_user_agent: "pnpm/9.0.0 node/v20.0.0" };

interface Asked {
  readonly name: string;
  readonly when?: boolean | ((answers: object) => boolean);
  readonly default?: unknown;
  readonly choices?: unknown;
  readonly message?: (answers: object) => string;
  readonly validate?: (value: string) => true | string;
}

function questions(given: Wishes, templates = one, checkDirectory = () => {}): Asked[] {
  return projectQuestions(given, { templates, cwd: "/home/ada/shop", env, checkDirectory }) as unknown as Asked[];
}

/** The names of the questions that are asked, given what was answered before. */
function asked(given: Wishes, templates = one, answers = {}): string {
  return questions(given, templates)
    .filter(({ when = true }) => (typeof when === "function" ? when(answers) : when))
    .map(({ name }) => name)
    .join(" ");
}

describe("asks for", () => {
  test.each([
    [{}, one, "directory name channels packageManager install"],
    [{ directory: "x" }, one, "name channels packageManager install"],
    [{ directory: "x", name: "y", channels: [], packageManager: "npm", install: false }, one, ""],
    [{}, two, "directory name template channels packageManager install"],
    [{ template: "python" }, two, "directory name flow channels"],
    [{ template: "python", flow: "status" }, two, "directory name channels"],
  ] as [Wishes, Template[], string][])("what %j leaves open", (given, templates, expected) => {
    expect(asked(given, templates)).toBe(expected);
  });

  test("a flow where the chosen template has several", () => {
    expect(asked({}, two, { template: "python" })).toBe("directory name template flow channels");
  });
});

function question(name: string, given: Wishes = {}, checkDirectory?: () => void): Asked {
  const found = questions(given, two, checkDirectory).find((each) => each.name === name);
  expect(found).toBeDefined();
  return found as Asked;
}

test("suggests the directory's name for the project", () => {
  const suggest = (given: Wishes, answers: object) =>
    (question("name", given).default as (answers: object) => string)(answers);
  expect(suggest({}, { directory: "bots/first" })).toBe("first");
  expect(suggest({ directory: "." }, {})).toBe("shop");
  expect(suggest({}, {})).toBe("my-bot");
});

test("offers what the chosen template can do", () => {
  const choices = question("flow").choices as (answers: object) => unknown;
  expect(choices({ template: "python" })).toEqual([
    { value: "form", name: "form: does form" },
    { value: "status", name: "status: does status" },
  ]);
});

test("suggests the package manager that runs it, and asks for it by what is chosen", () => {
  const find = (name: string) => questions({}).find((each) => each.name === name) as Asked;
  const suggest = find("packageManager").default as (answers: object) => string;
  expect(suggest({})).toBe("pnpm");
  expect(find("packageManager").choices).toContainEqual({ value: "npm", name: "npm (not installed here)" });
  const { message } = find("install");
  expect([message?.({}), message?.({ packageManager: "yarn" })]).toEqual([
    "Run pnpm install now?",
    "Run yarn install now?",
  ]);
});

test("asks again for a name that can't be one, with the reason", () => {
  const { validate } = question("name");
  expect(validate?.("My bot")).toBe(true);
  expect(validate?.("../x")).toContain("a name can't hold a path");
});

test("a bug in a check is not taken for a wrong answer", () => {
  const { validate } = question("directory", {}, () => {
    throw new TypeError("a bug");
  });
  expect(() => validate?.("x")).toThrow(TypeError);
});
