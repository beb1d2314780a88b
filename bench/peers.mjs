// The programs ulbot is measured against. They are no dependencies: they are installed when they are first needed, into a
// folder of their own.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const versions = {
  "@stoplight/spectral-cli": "6.16.3",
  "ajv-cli": "5.0.0",
  autocannon: "8.0.0",
  axios: "1.21.1",
  "create-vite": "9.3.0",
  eslint: "10.15.0",
  got: "14.6.5",
  newman: "6.2.2",
  prettier: "3.10.1",
};
const folder = fileURLToPath(new URL("../node_modules/.cache/ulbot-bench", import.meta.url));
const manifest = `${JSON.stringify({ private: true, dependencies: versions }, null, 2)}\n`;
const manifestFile = join(folder, "package.json");
// written when all is in place, unlike npm's own list
const doneFile = join(folder, "installed.json");

const isInstalled = () => existsSync(doneFile) && readFileSync(doneFile, "utf8") === manifest;

function install() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifestFile, manifest);
  // without --prefix npm would take the project around node_modules for the one that is meant
  const args = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"];
  const options = { cwd: folder, encoding: "utf8", shell: process.platform === "win32" };
  const { status, error, stderr } = spawnSync("npm", args, options);
  if (error || status !== 0) return `npm install failed: ${error?.message ?? stderr.trim().split("\n").at(-1)}`;
  writeFileSync(doneFile, manifest);
  return undefined;
}

/** The file that a package's command of this name runs. */
function binFile(name, command) {
  const { bin } = JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"));
  return join(folder, "node_modules", name, typeof bin === "string" ? bin : bin[command]);
}

/** Why packages, and jq, are missing; `undefined` where they are there. */
function whatIsMissing(isWanted, say) {
  if (!isWanted) return { packages: "--no-peers", jq: "--no-peers" };
  const isFirst = !isInstalled();
  if (isFirst) say(`installing what ulbot is measured against into ${folder}`);
  const jq = spawnSync("jq", ["--version"]).status === 0 ? undefined : "it is not installed";
  return { packages: isFirst ? install() : undefined, jq };
}

/**
 * The peers that are there, installed where they are missing; says which are not. `binFile(package, command)` is the script
 * behind a command, `load(package)` promises a module.
 */
export function createPeers(isWanted, say) {
  const missing = whatIsMissing(isWanted, say);
  if (missing.packages) say(`not measured: ${Object.keys(versions).join(", ")} (${missing.packages})`);
  if (missing.jq) say(`not measured: jq (${missing.jq})`);
  return {
    hasPackages: missing.packages === undefined,
    hasJq: missing.jq === undefined,
    binFile,
    load: (name) => import(pathToFileURL(createRequire(manifestFile).resolve(name)).href),
  };
}
