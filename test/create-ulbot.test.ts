import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { publint } from "publint";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const root = dirname(import.meta.dirname);
const home = join(root, "create-ulbot");
const readManifest = (folder: string) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const ulbot = readManifest(root);
const create = readManifest(home);

// npm starts several times here, which takes a busy machine a while
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let directory: string;

/** npm without a registry, its cache in the directory of this test. */
const npm = (...args: string[]) =>
  execa("npm", ["--offline", "--cache", join(directory, "cache"), "--no-audit", "--no-fund", ...args], {
    cwd: directory,
    stdin: "ignore",
    env: { npm_config_loglevel: "error" },
  });

async function pack(folder: string): Promise<string> {
  const { stdout } = await npm("pack", folder, "--ignore-scripts", "--pack-destination", directory, "--json");
  return join(directory, JSON.parse(stdout)[0].filename);
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "ulbot-create-"));
  await writeFile(join(directory, "package.json"), "{}");
  const dependencies = Object.keys(ulbot.dependencies).map((name) => join(root, "node_modules", name));
  const tarballs: string[] = [];
  for (const folder of [...dependencies, root, home]) tarballs.push(await pack(folder));
  await npm("install", ...tarballs);
});

afterAll(() => rm(directory, { recursive: true, force: true }));

test("has the version of ulbot, and depends on exactly that", () => {
  expect(create.version).toBe(ulbot.version);
  expect(create.dependencies).toEqual({ ulbot: ulbot.version });
  expect(create.engines).toEqual(ulbot.engines);
  expect(readFileSync(join(home, "LICENSE"), "utf8")).toBe(readFileSync(join(root, "LICENSE"), "utf8"));
});

test("holds little", () => {
  const files = readdirSync(join(directory, "node_modules/create-ulbot"), { recursive: true }).sort();
  expect(files).toEqual(["LICENSE", "README.md", "bin", "bin/create-ulbot.cjs", "package.json"]);
});

test("has a package.json that publint has nothing to say about", async () => {
  expect((await publint({ pkgDir: join(directory, "node_modules/create-ulbot"), strict: true })).messages).toEqual([]);
});

test("npm create ulbot scaffolds a bot from the packed packages, offline", async () => {
  const { stdout, stderr } = await npm("create", "ulbot", "shop", "--", "--name", "Shop", "--channel", "web");
  expect(stdout).toMatch(/^shop\n/m);
  expect(stderr).toContain("next:\n  cd shop\n  npm install\n");
  expect(readManifest(join(directory, "shop"))).toMatchObject({
    name: "shop",
    devDependencies: { ulbot: `^${ulbot.version}` },
  });
});

test("hands on failures and their exit code", async () => {
  const bin = join(directory, "node_modules/.bin/create-ulbot");
  const { exitCode, stderr } = await execa(bin, ["x", "--template", "cobol"], { cwd: directory, reject: false });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('no template is called "cobol"');
  expect(existsSync(join(directory, "x"))).toBe(false);
});
