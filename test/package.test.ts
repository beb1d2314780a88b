import { readdirSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { execa } from "execa";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

const root = dirname(import.meta.dirname);
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

// compilers and package tools start here, which takes a busy machine a while
vi.setConfig({ testTimeout: 60_000 });

let directory: string;
let tarball: string;
/** the package as it is after an installation, where nothing of this project is in reach */
let installed: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "ulbot-package-"));
  await execa("npm", ["pack", "--ignore-scripts", "--pack-destination", directory], { cwd: root });
  tarball = join(directory, `ulbot-${manifest.version}.tgz`);
  installed = join(directory, "node_modules/ulbot");
  await mkdir(installed, { recursive: true });
  await execa("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
});

afterAll(() => rm(directory, { recursive: true, force: true }));

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

describe("the files", () => {
  test("are those that a user needs", () => {
    const shipped =
      /^(bin\/ulbot\.cjs|dist\/(cli\/[\w-]+\.cjs|(chunks\/)?[\w-]+\.js|types\/.+\.d\.ts)|(docs|templates)\/.+)$/;
    const texts = [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/THIRD-PARTY-LICENSES.txt",
      "dist/web/index.html",
      "package.json",
    ];
    const others = filesIn(installed).filter((path) => !shipped.test(path));
    expect(others.sort()).toEqual(texts);
  });

  test.each(["bin", "docs", "templates"])("are all there, of %s", (folder) => {
    expect(filesIn(join(installed, folder)).sort()).toEqual(filesIn(join(root, folder)).sort());
  });

  test("of the command line need nothing but Node.js and each other", () => {
    const files = readdirSync(join(installed, "dist/cli"));
    const missing = files.flatMap((file) =>
      requiredBy(join(installed, "dist/cli", file)).filter(
        (id) => !isBuiltin(id) && !id.startsWith("node:") && !files.includes(basename(id)),
      ),
    );
    expect(files.flatMap((file) => requiredBy(join(installed, "dist/cli", file)))).toContain("./lint.cjs");
    expect(missing).toEqual([]);
  });

  test("name every package whose code is in them", () => {
    const text = readFileSync(join(installed, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
    for (const name of ["commander", "jiti", "zod"])
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, "m"));
  });
});

describe("the program", () => {
  const ulbot = (...args: string[]) =>
    execa(process.execPath, [join(installed, "bin/ulbot.cjs"), ...args], { cwd: directory });

  test("says its version", async () => {
    expect(await ulbot("--version")).toMatchObject({ stdout: manifest.version, stderr: "" });
  });

  test("has help for every command", async () => {
    const { stdout } = await ulbot("--help");
    const names = [...stdout.slice(stdout.indexOf("Commands:")).matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
    expect(names).toContain("lint");
    for (const name of names) expect((await ulbot(`${name}`, "--help")).stdout).toContain(`Usage: ulbot ${name}`);
  });

  test.each([
    ["ulbot.config.ts", 'export default { channel: "web" as string };\n'],
    ["ulbot.config.mjs", 'export default { channel: "web" };\n'],
    ["ulbot.config.yaml", "channel: web\n"],
  ])("lints as %s says", async (config, text) => {
    await writeFile(join(directory, config), text);
    await copyFile(join(root, "test/fixtures/answer.json"), join(directory, "answer.json"));
    const { stdout } = await ulbot("lint", "--config", config, "--format", "json", "answer.json");
    expect(JSON.parse(stdout)).toMatchObject({ summary: { files: 1, errors: 0 }, findings: [] });
  });
});

describe("the library", () => {
  test("can be imported and is typed, where only its dependencies are installed", async () => {
    for (const name of Object.keys(manifest.dependencies)) await link(name);
    await writeFile(join(directory, "package.json"), '{ "type": "module" }');
    await writeFile(join(directory, "consumer.ts"), consumer);
    const flags = ["--strict", "--module", "nodenext", "--target", "es2023", "--types", "node", "--outDir", "."];
    await link("@types/node");
    await execa("tsc", [...flags, "consumer.ts"], { preferLocal: true, localDir: root, cwd: directory });
    expect((await execa(process.execPath, ["consumer.js"], { cwd: directory })).stdout).toBe("usage 2");
  });

  test("has a package.json that publint has nothing to say about", async () => {
    expect((await publint({ pkgDir: installed, strict: true })).messages).toEqual([]);
  });

  test("has types that resolve wherever ES modules can be imported", async () => {
    const args = [tarball, "--profile", "esm-only", "--no-definitely-typed", "--no-color"];
    await execa("attw", args, { preferLocal: true, localDir: root });
  });
});

const consumer = `import { type BotEvent, eventNames, UlbotError } from "ulbot";
const events: BotEvent[] = [];
const { category, exitCode } = new UlbotError("usage", \`\${events.length} of \${eventNames.length}\`);
console.log(category, exitCode);
`;

/** What a minified file requires or imports by name. */
function requiredBy(path: string): string[] {
  const calls = readFileSync(path, "utf8").matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g);
  return [...calls].map(([, id]) => id ?? "");
}

/** Installs a package that this project has, for the consumer of the library. */
async function link(name: string): Promise<void> {
  const path = join(directory, "node_modules", name);
  await mkdir(dirname(path), { recursive: true });
  await symlink(join(root, "node_modules", name), path);
}
