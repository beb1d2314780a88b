// Builds dist/ from src/: the command line (CommonJS, one file a command, everything bundled), the library (ESM) with its
// types, and the licences of what was bundled. The new dist/ takes the old one's place only once it is complete.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { build } from "rolldown";
import { buildPage } from "./build-page.mjs";
import { licences, packageFolder } from "./licences.mjs";
import { isRunning } from "./lock.mjs";

const root = dirname(import.meta.dirname);
const dist = join(root, "dist");
const fresh = join(root, `.dist-${process.pid}`);

const inPackage = (name, path) => join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), path);

const shared = {
  cwd: root,
  platform: "node",
  // the `main` of jsonc-parser is UMD, whose requires can't be followed
  resolve: { mainFields: ["module", "main"] },
  onLog(level, log) {
    // a slow machine is no fault of the build
    if (level === "warn" && log.code !== "PLUGIN_TIMINGS") throw new Error(log.message);
  },
};

/** commander loads node:child_process for executable subcommands, of which there are none; it costs a fifth of a start. */
const lazyChildProcess = {
  name: "lazy-child-process",
  resolveId: (id, importer) =>
    id === "node:child_process" && importer?.includes("/commander/") ? "\0lazy-child-process" : null,
  load: (id) =>
    id === "\0lazy-child-process"
      ? 'module.exports = { spawn: (...args) => require("node:child_process").spawn(...args) };'
      : null,
};

/** What is used of undici, where it stands. */
const partsOfUndici = {
  Agent: "dispatcher/agent.js",
  Client: "dispatcher/client.js",
  EnvHttpProxyAgent: "dispatcher/env-http-proxy-agent.js",
  Pool: "dispatcher/pool.js",
  buildConnector: "core/connect.js",
};
/** `assert` as undici calls it; node:assert is loaded where something is wrong. */
const lazyAssert = `module.exports = (value, message) => value || require("node:assert")(value, message);`;

const undiciPart = (part) => inPackage("undici", `lib/${part}`);

const undici = `
  import Dispatcher from ${JSON.stringify(undiciPart("dispatcher/dispatcher.js"))};
  import methods from ${JSON.stringify(undiciPart("api/index.js"))};
  Object.assign(Dispatcher.prototype, methods);
  ${Object.entries(partsOfUndici)
    .map(([name, part]) => `export { default as ${name} } from ${JSON.stringify(undiciPart(part))};`)
    .join("\n")}`;

/**
 * undici without its fetch, mocks and caches, which are more than half of what has to be read before the first request, and
 * without HTTP/2, which has to be asked for and is not; nor does it load what only words the errors of its own bugs.
 */
const slimUndici = {
  name: "slim-undici",
  resolveId(id, importer) {
    if (id === "undici") return "\0undici";
    if (!importer?.includes("/undici/lib/")) return null;
    if (id === "node:assert") return "\0lazy-assert";
    return id.endsWith("/client-h2.js") ? "\0no-http2" : null;
  },
  load(id) {
    if (id === "\0undici") return undici;
    if (id === "\0lazy-assert") return lazyAssert;
    return id === "\0no-http2" ? "module.exports = undefined;" : null;
  },
};

/** Libraries that most runs have no use for, with what is used of them; what uses them is not asynchronous. */
const deferred = {
  "fastest-levenshtein": ["closest", "distance"],
  "jsonc-parser": ["createScanner", "parse", "parseTree", "printParseErrorCode", "visit"],
  "markdown-it": ["default"],
  mime: ["default"],
  "string-width": ["default"],
  "vscode-languageserver-textdocument": ["TextDocument"],
};

const standInsFor = (name) => `
  const standIn = (real) =>
    new Proxy(function () {}, {
      apply: (_target, _self, args) => real()(...args),
      construct: (_target, args) => new (real())(...args),
      get: (_target, key) => (typeof real()[key] === "function" ? real()[key].bind(real()) : real()[key]),
    });
  ${deferred[name]
    .map(
      (key) => `export ${key === "default" ? key : `const ${key} =`} standIn(() => require("./${name}.cjs").${key});`,
    )
    .join("\n")}`;

/** Puts each of these libraries into a file of its own, required when it is first used, and a stand-in in its place. */
const deferLibraries = {
  name: "defer-libraries",
  buildStart() {
    for (const name of Object.keys(deferred)) this.emitFile({ type: "chunk", id: name, fileName: `${name}.cjs` });
  },
  resolveId(id, importer) {
    if (importer?.startsWith("\0deferred:")) return { id, external: true };
    return importer !== undefined && Object.hasOwn(deferred, id) ? `\0deferred:${id}` : null;
  },
  load: (id) => (id.startsWith("\0deferred:") ? standInsFor(id.slice("\0deferred:".length)) : null),
};

const getter = /Object\.defineProperty\(exports,("[^"]+"),\{enumerable:!0,get:function\(\)\{return ([\w$]+)\}\}\)/g;

/** Each export as a value: hundreds of getters take a millisecond of every start, and nothing exports what changes later. */
const exportValues = {
  name: "export-values",
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === "chunk") file.code = file.code.replace(getter, "exports[$1]=$2");
    }
  },
};

// not the configuration's schema, which would bring zod along
const basics =
  /\/src\/(?:(?!config-schema)[^/]+\.ts|commands\/options\.ts|protocol\/channels\.ts|reporters\/counted\.ts)$/;
const core =
  /\/src\/(?:protocol|delivery|lint(?!\/(?:baseline|cache|fix|known|merge))|input(?!\/(?:ignored|parse-yaml|yaml))|reporters(?=\/(?:finding|json|view)))\/|\/node_modules\/zod\/|^\0deferred:/;

/** The program: what stands behind an `import()` becomes a file of its own, required when that line runs. */
const program = {
  ...shared,
  input: { cli: "src/cli.ts" },
  plugins: [lazyChildProcess, slimUndici, deferLibraries, exportValues],
  resolve: {
    ...shared.resolve,
    // the ES module of jiti looks for its compiler in a file beside itself, and a bundle has none
    alias: { jiti: inPackage("jiti", "lib/jiti.cjs") },
  },
  output: {
    dir: join(fresh, "cli"),
    format: "cjs",
    minify: true,
    comments: false,
    codeSplitting: {
      // each file costs half a millisecond of a start, so what commands share goes into two: what all need, and the core
      groups: [
        { name: "base", test: basics, minShareCount: 2, priority: 2 },
        { name: "core", test: core, minShareCount: 2, priority: 1 },
      ],
    },
    entryFileNames: "[name].cjs",
    chunkFileNames: ({ facadeModuleId }) => `${basename(packageFolder(facadeModuleId) ?? "[name]")}.cjs`,
  },
};

const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** The library: bundled but for the dependencies, which it shares with whoever imports it. */
const library = {
  ...shared,
  input: { index: "src/index.ts" },
  external: Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
  output: { dir: fresh, format: "esm", comments: { legal: false }, chunkFileNames: "chunks/[name].js" },
};

async function bundles() {
  await mkdir(join(fresh, "web"));
  const [page, ...results] = await Promise.all([
    buildPage(root, join(fresh, "web/index.html")),
    build(program),
    build(library),
  ]);
  const moduleIds = [...page, ...results.flatMap(({ output }) => output.flatMap((file) => file.moduleIds ?? []))];
  await writeFile(join(fresh, "THIRD-PARTY-LICENSES.txt"), await licences(moduleIds));
}

/** Declarations of what `src/index.ts` reaches. Their import paths name `.js`, which every consumer can follow. */
async function declarations() {
  const types = join(fresh, "types");
  const tsc = inPackage("typescript", "bin/tsc");
  await promisify(execFile)(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", types]);
  for (const file of await readdir(types, { recursive: true })) {
    if (!file.endsWith(".d.ts")) continue;
    const text = await readFile(join(types, file), "utf8");
    await writeFile(join(types, file), text.replace(/((?:from|import\(|import)\s*"\.{1,2}\/[^"]+)\.ts"/g, '$1.js"'));
  }
}

/** Removes what interrupted builds left: folders named after a process that is gone. */
async function sweep() {
  for (const entry of await readdir(root)) {
    const pid = Number(/^\.dist-(\d+)/.exec(entry)?.[1]);
    if (pid && (pid === process.pid || !isRunning(pid))) await rm(join(root, entry), { recursive: true, force: true });
  }
}

/** Puts the new folder in the place of dist/. Where another build does the same meanwhile, the last one wins. */
async function replaceDist() {
  const old = `${fresh}-old`;
  for (let done = false; !done; ) {
    if (existsSync(dist)) await rename(dist, old).catch(unless("ENOENT"));
    done = await rename(fresh, dist).then(() => true, unless("ENOTEMPTY", "EEXIST", "EPERM"));
    await rm(old, { recursive: true, force: true });
  }
}

/** A handler that lets errors with one of these codes pass and throws the others. */
function unless(...codes) {
  return (error) => {
    if (!codes.includes(error.code)) throw error;
  };
}

await sweep();
await mkdir(fresh);
try {
  const { mtime: began } = await stat(fresh);
  // both settled: what one still writes can't be cleared away when the other fails
  const results = await Promise.allSettled([bundles(), declarations()]);
  const failed = results.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
  // what is edited while a build runs has to count as newer than its result
  await utimes(join(fresh, "cli/cli.cjs"), began, began);
  await replaceDist();
} catch (error) {
  await rm(fresh, { recursive: true, force: true });
  console.error(`build failed: ${error.message}\n${error.stdout ?? ""}`);
  process.exitCode = 1;
}
