// Makes a checkout ready to run: installs the packages and builds dist/, each only where it is missing or out of date.
// It runs before anything is installed, so it can use nothing but Node.js.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = ["src", "scripts/build.mjs", "scripts/licences.mjs", "package.json", "package-lock.json"];
const settings = ["tsconfig.json", "tsconfig.build.json"];

function checkNode() {
  const { node: wanted } = readJson("package.json").engines;
  const lowest = wanted.match(/\d+/g).map(Number);
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > lowest[0] || (major === lowest[0] && minor >= lowest[1])) return;
  throw new Error(`this is Node.js ${process.versions.node}, ulbot needs ${wanted}`);
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

/** Whether node_modules holds what package-lock.json names; npm writes its own list last, once all is in place. */
function isInstalled() {
  if (modified("node_modules/.package-lock.json") === undefined) return false;
  const present = readJson("node_modules/.package-lock.json").packages;
  const { "": _project, ...wanted } = readJson("package-lock.json").packages;
  return Object.entries(wanted).every(([path, { version, optional }]) =>
    present[path] ? present[path].version === version : optional,
  );
}

/** Whether dist/ is there and newer than all that it is made from. */
function isBuilt() {
  const built = modified("dist/cli/cli.cjs");
  return built !== undefined && [...sources, ...settings].every((path) => newest(path) <= built);
}

/** Milliseconds since the epoch, of a folder's youngest entry; a folder is touched when one of its files goes. */
function newest(path) {
  const stats = statSync(join(root, path));
  const entries = stats.isDirectory() ? readdirSync(join(root, path)) : [];
  return Math.max(stats.mtimeMs, ...entries.map((entry) => newest(join(path, entry))));
}

function modified(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs;
}

function install() {
  console.error("installing packages");
  // not `npm ci`: it refuses a lock file that lacks a binary of another platform, which some registries don't have
  const args = ["install", "--no-save", "--include=dev", "--no-audit", "--no-fund"];
  run("npm", args, { shell: process.platform === "win32" });
  if (!isInstalled()) throw new Error("package-lock.json does not fit package.json: run npm install, and commit it");
}

function build() {
  console.error("building dist");
  run(process.execPath, [join(root, "scripts/build.mjs")]);
}

/** Runs a program and shows what it wrote only where it fails. */
function run(program, args, options = {}) {
  const { status, signal, error, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    encoding: "utf8",
    ...options,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${stdout}${stderr}${args.join(" ")} ended with ${signal ?? status}`);
}

try {
  checkNode();
  if (!isInstalled() || !isBuilt()) {
    withLock(join(root, ".setup-lock"), () => {
      if (!isInstalled()) install();
      if (!isBuilt()) build();
    });
  }
} catch (error) {
  console.error(`setup: ${error.message}`);
  process.exitCode = 1;
}
