import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { execa } from "execa";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { docsPages } from "../src/reporters/docs/pages.ts";
import { faultForms, faultTable } from "../src/simulator/faults.ts";
import { blocksOf, checkPage, openStage, play, printedBy, type Stage } from "./console-blocks.ts";
import { folderOf } from "./run.ts";
import { openTerminal } from "./terminal.ts";

const root = resolve(import.meta.dirname, "..");
const docs = join(root, "docs");
const generated = docsPages();
const pages = readdirSync(docs).filter((file) => file.endsWith(".md") && !generated.has(file));
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const cid = (last: number): string => `chatbot::258:${String(last).padStart(32, "0")}`;

const answer = (body: string): string =>
  JSON.stringify([{ info: { cid: cid(1) }, packet: { name: "message", payload: { body } } }]);

/** What of a step that a runner would have put in: values of expressions, and the program that npx finds. */
const filledIn = (command: string, values: Readonly<Record<string, string | number>> = {}): string =>
  command
    .replace(/\$\{\{ (\S+) \}\}/g, (_, name: string) => String(values[name] ?? `no ${name}`))
    .replace(/\bnpx (?:--no-install )?/g, "");

/** The blocks of a page that are YAML and say something that the expression matches. */
const yamlIn = (page: string, says: RegExp): string =>
  blocksOf(textOf(page)).find(({ kind, content }) => kind === "yaml" && says.test(content))?.content ?? "";

/** The lines of all steps that run ulbot. */
const commandsOf = (workflow: { jobs: Record<string, { steps: Step[] }> }): string[] =>
  Object.values(workflow.jobs)
    .flatMap(({ steps }) => steps.flatMap(({ run = [] }) => run))
    .filter((command) => command.includes("ulbot"));

async function stageWith(files: Readonly<Record<string, string>>): Promise<Stage> {
  const stage = await openStage();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(stage.directory, path)), { recursive: true });
    await writeFile(join(stage.directory, path), text);
  }
  return { ...stage, env: { ...stage.env, GITHUB_STEP_SUMMARY: join(stage.directory, "summary.md") } };
}

describe.each(pages)("docs/%s", (page) => {
  it("shows what its examples print", async () => {
    const { shown, printed } = await checkPage(join(docs, page));
    expect(shown.length === 0 && !process.env.UPDATE_OUTPUTS).toBe(false);
    expect(printed).toEqual(shown);
  }, 60_000);

  it("has examples that can be read", () => {
    for (const { kind, content } of blocksOf(textOf(`docs/${page}`))) {
      if (kind === "json") expect(() => JSON.parse(content)).not.toThrow();
      if (kind === "yaml") expect(parseAllDocuments(content).flatMap(({ errors }) => errors)).toEqual([]);
    }
  });
});

it.each(["README.md", "CONTRIBUTING.md", ...pages.map((page) => `docs/${page}`)])(
  "%s links to what is there",
  (page) => {
    const targets = [...textOf(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].flatMap(([, target = ""]) => target);
    const files = targets.filter((target) => !/^https?:/.test(target));
    expect(files.filter((file) => !existsSync(resolve(root, dirname(page), file)))).toEqual([]);
  },
);

describe("what a page says about GitHub Actions", () => {
  const files = { "responses/help.json": answer(""), "responses/fine.json": answer("Hello") };

  it("lints, annotates, and writes a summary and SARIF", async () => {
    const [command = ""] = commandsOf(parse(yamlIn("docs/lint.md", /upload-sarif/)));
    const stage = await stageWith(files);
    const printed = await printedBy(filledIn(command), stage);
    expect(printed).toContain("1 error, 0 warnings in 2 files, 2 events");
    expect(printed).toContain("::error file=responses/help.json,line=1");
    expect(JSON.parse(readFileSync(join(stage.directory, "lint.sarif"), "utf8")).version).toBe("2.1.0");
    expect(readFileSync(join(stage.directory, "summary.md"), "utf8")).toMatch(/^### 1 error/);
  });

  it("splits over a matrix, and joins the reports", async () => {
    const workflow = parse(yamlIn("docs/scale.md", /matrix\.part/));
    const [part = "", merge = ""] = commandsOf(workflow);
    const stage = await stageWith({});
    const lines = blocksOf(textOf("docs/scale.md")).filter(({ kind }) => kind === "jsonl");
    await play(lines, stage);
    for (const number of workflow.jobs.part.strategy.matrix.part) {
      const { exitCode } = await execa("bash", ["-ec", filledIn(part, { "matrix.part": number })], {
        cwd: stage.directory,
        env: stage.env,
        reject: false,
      });
      expect(exitCode).toBe(0);
    }
    expect(await printedBy(filledIn(merge), stage)).toContain("2 errors, 0 warnings in 1 file, 4 events");
  }, 60_000);

  it("can use the repository as an action", async () => {
    const { with: inputs } = parse(yamlIn("docs/lint.md", /your-organisation/)).steps[1];
    const action = parse(textOf("action.yml"));
    expect(Object.keys(inputs).sort()).toEqual(Object.keys(action.inputs).sort());
    const steps: Step[] = action.runs.steps;
    const recorded = { at: "2026-01-05T09:00:00.000Z", cid: cid(1), kind: "answer", status: 200, ms: 9, events: [] };
    const stage = await stageWith({ ...files, "recordings/a b.jsonl": `${JSON.stringify(recorded)}\n` });
    const values = { "inputs.files": inputs.files, "inputs.options": inputs.options };
    const results = [];
    for (const { run = "", env = {} } of steps) {
      const given = Object.entries(env).map(([name, value]) => [name, filledIn(value, values)]);
      const world = { ...stage.env, ...Object.fromEntries(given), GITHUB_ACTION_PATH: root };
      results.push(await execa("bash", ["-ec", run], { cwd: stage.directory, env: world, reject: false }));
    }
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 1]);
    expect(results[1]?.stdout).toContain("1 error, 0 warnings in 3 files, 2 events");
    expect(results[1]?.stdout).toContain("::error file=responses/help.json,line=1");
    expect(readFileSync(join(stage.directory, "summary.md"), "utf8")).toMatch(/^### 1 error/);
  });
});

describe("what docs/dev.md says", () => {
  const page = textOf("docs/dev.md");
  const files = Object.fromEntries(
    blocksOf(page).flatMap(({ kind, name, content }) => (kind === "js" && name ? [[name, content]] : [])),
  );

  it("is what a terminal shows to whoever types the same", async () => {
    const [, command = "", shown = ""] = /^```text\n\$ ulbot (dev .*)\n([\s\S]*?)\n```$/m.exec(page) ?? [];
    const args = [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
    const { until, type, screen, exit, kill } = openTerminal(args, await folderOf(files));
    onTestFinished(() => kill("SIGTERM"));
    const steady = (text: string) =>
      text
        .replace(/ *[\d.]+ ms/g, " N ms")
        .replace(/(127\.0\.0\.1|localhost):\d+/g, "$1:PORT")
        .replace(/0:[0-9a-f]{32}/g, "CID");
    const prompts = [...shown.matchAll(/^(\w+ \d+>) (.*)$/gm)];
    expect(prompts.length).toBeGreaterThan(2);
    for (const { 1: prompt = "", 2: typed = "", index } of prompts) {
      const before = steady(shown.slice(0, index) + prompt);
      await expect.poll(() => steady(screen()), { timeout: 10_000 }).toBe(before);
      type(typed);
      await until(`${prompt} ${typed}`);
      type("\r");
    }
    expect(await exit).toBe(0);
    expect(steady(screen())).toBe(steady(shown));
  }, 60_000);

  it("is a test that passes", async () => {
    const stage = await stageWith(files);
    await mkdir(join(stage.directory, "node_modules"));
    await symlink(root, join(stage.directory, "node_modules/ulbot"));
    await symlink(join(root, "node_modules/vitest"), join(stage.directory, "node_modules/vitest"));
    const printed = await printedBy("node node_modules/vitest/vitest.mjs run bot.test.mjs", stage);
    expect(printed).toContain("Tests  4 passed (4)");
  }, 60_000);

  it("is every fault, in the words of --fail", () => {
    const rows = [...page.matchAll(/^\| `([\w=]+)` +\| (.*?) +\| (.*?) +\|$/gm)];
    const told = rows.map(([, form = "", ...cells]) => [form, ...cells.map((cell) => cell.trim() !== "")]);
    const known = Object.values(faultTable).map(({ webhooks, requests }, index) => [
      faultForms[index],
      webhooks !== undefined,
      requests !== undefined,
    ]);
    expect(told.sort()).toEqual(known.sort());
  });
});

it("says how GitLab lints", async () => {
  const { script, artifacts } = parse(yamlIn("docs/lint.md", /codequality/)).lint;
  const stage = await stageWith({ "responses/help.json": answer("") });
  await printedBy(filledIn(script.at(-1)), stage);
  const { codequality, junit } = artifacts.reports;
  expect(JSON.parse(readFileSync(join(stage.directory, codequality), "utf8"))).toHaveLength(1);
  expect(readFileSync(join(stage.directory, junit), "utf8")).toContain("<testsuites ");
});

it("says how pre-commit lints", async () => {
  const [hook] = parse(yamlIn("docs/lint.md", /repo: local/)).repos[0].hooks;
  const names = ["responses/a.json", "responses/b/c.yml", "fixtures/start.json", "responses/readme.md"];
  const staged = names.filter((name) => new RegExp(hook.files).test(name));
  expect(staged).toEqual(["responses/a.json", "responses/b/c.yml"]);
  const stage = await stageWith(Object.fromEntries(staged.map((name) => [name, answer("")])));
  const printed = await printedBy(`${filledIn(hook.entry)} ${staged.join(" ")}`, stage);
  expect(printed).toContain("2 errors, 0 warnings in 2 files, 2 events");
});

it("says how a Kubernetes job lints, one part a pod", async () => {
  const job = parse(yamlIn("docs/scale.md", /kind: Job/));
  const { completions, completionMode, template } = job.spec;
  const [{ command, args }] = template.spec.containers;
  const stage = await stageWith({});
  const data = await folderOf({});
  await play(
    blocksOf(textOf("docs/scale.md")).filter(({ kind }) => kind === "jsonl"),
    { ...stage, directory: data },
  );
  expect(completionMode).toBe("Indexed");
  for (let index = 0; index < completions; index++) {
    const [program = "", ...options] = [...command, ...args.map((arg: string) => arg.replaceAll("/data", data))];
    const env = { ...stage.env, JOB_COMPLETION_INDEX: String(index) };
    await execa(program, options, { cwd: stage.directory, env });
  }
  const printed = await printedBy(`ulbot lint merge '${data}/part-*.jsonl'`, stage);
  expect(printed).toContain("2 errors, 0 warnings in 1 file, 4 events");
}, 60_000);
