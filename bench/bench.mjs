// Ratios measured in one run, beside those of other programs: how long ulbot takes against the least that can be done.
//
//   npm run bench                  all of it
//   npm run bench -- start lines   only what begins with these words: start, lint, lines, files, replay, scaffold
//   npm run bench -- --no-peers    without other programs, which are installed into node_modules/.cache when first needed
//   npm run bench -- --write       also into the README
//
// ULBOT_BENCH_MB (200) is the size of the JSON Lines. The table goes to stdout, everything else to stderr.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createPeers } from "./peers.mjs";
import { tableOf, withBench } from "./table.mjs";

const readme = fileURLToPath(new URL("../README.md", import.meta.url));
const say = (line) => console.error(line);

// loaded one after the other: a large process takes longer to start others
const benches = {
  start: async () => (await import("./start.mjs")).benchStart,
  lint: async () => (await import("./start.mjs")).benchLint,
  lines: async () => (await import("./lines.mjs")).benchLines,
  files: async () => (await import("./files.mjs")).benchFiles,
  replay: async () => (await import("./replay.mjs")).benchReplay,
  scaffold: async () => (await import("./start.mjs")).benchScaffold,
};

function readArguments() {
  const options = { peers: { type: "boolean", default: true }, write: { type: "boolean", default: false } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true, allowNegative: true });
  const names = Object.keys(benches);
  const unknown = positionals.find((word) => !names.some((name) => name.startsWith(word)));
  if (unknown !== undefined) throw new Error(`nothing is called ${unknown}, only ${names.join(", ")}`);
  if (values.write && positionals.length > 0) throw new Error("--write is for the whole table: name no part of it");
  const wanted = positionals.length === 0 ? names : names.filter((name) => positionals.some((w) => name.startsWith(w)));
  return { ...values, wanted };
}

function circumstances() {
  const [{ model } = { model: "unknown processor" }, ...others] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `Measured on ${date}: Node.js ${process.version}, ${1 + others.length} × ${model.trim()}, ${process.platform}.`;
}

/** The rows of the parts that are wanted; what fails is said, and the others go on. */
async function measure(wanted, context) {
  const rows = [];
  for (const name of wanted) {
    say(`measuring: ${name}`);
    try {
      const bench = await benches[name]();
      rows.push(...(await bench(context)));
    } catch (error) {
      say(`${name} failed: ${error.message}`);
      process.exitCode = 1;
    }
  }
  return rows;
}

const directory = mkdtempSync(join(tmpdir(), "ulbot-bench-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));
try {
  const { wanted, write, peers: withPeers } = readArguments();
  const megabytes = Number(process.env.ULBOT_BENCH_MB ?? 200);
  const rows = await measure(wanted, { directory, say, megabytes, peers: createPeers(withPeers, say) });
  const result = `${circumstances()}\n\n${tableOf(rows)}`;
  console.log(result);
  if (write && !process.exitCode) writeFileSync(readme, withBench(readFileSync(readme, "utf8"), result));
} catch (error) {
  say(`bench: ${error.message}`);
  process.exitCode = 2;
}
