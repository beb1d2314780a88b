// Ratios measured in one run: each command against `node -e 0`, linting JSON Lines against a bare JSON.parse of every line,
// replaying against a bare undici loop. Orders are shuffled and rounds paired, so that a machine that gets slower meanwhile
// slows both sides; what is printed is the median over the rounds.
//
//   npm run bench            all of it
//   npm run bench -- start   only what begins with these words: start, lint, lines, replay
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { Client } from "undici";
import { channelNames, conversationsOf, createEndpoint, events, replay, webhooksOf } from "../dist/index.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const ulbot = join(root, "bin", "ulbot.cjs");
const directory = mkdtempSync(join(tmpdir(), "ulbot-bench-"));
const megabytes = Number(process.env.ULBOT_BENCH_MB ?? 200);

// Node 20 reads these certificates at every start, which more than doubles `node -e 0` and flatters everybody
const env = { ...process.env };
delete env.NODE_EXTRA_CA_CERTS;

const median = (numbers) =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;

function shuffled(list) {
  const copy = [...list];
  for (let index = copy.length - 1; index > 0; index--) {
    const other = Math.floor(Math.random() * (index + 1));
    [copy[index], copy[other]] = [copy[other], copy[index]];
  }
  return copy;
}

function report(what, ratio, goal, details = "") {
  const verdict = goal === undefined ? "" : `goal ≤ ${goal.toFixed(2)}${ratio <= goal ? "" : "  not reached"}`;
  console.log(`${what.padEnd(58)} ${ratio.toFixed(2).padStart(7)}  ${verdict.padEnd(24)} ${details}`.trimEnd());
}

/** How long a process takes, in milliseconds. Throws where it does not end with the exit code that was expected. */
function timeProcess(args, { status = 0 } = {}) {
  const started = performance.now();
  const result = spawnSync(process.execPath, args, { env, cwd: directory, stdio: ["ignore", "ignore", "pipe"] });
  if (result.status !== status) throw new Error(`node ${args.join(" ")} ended with ${result.status}\n${result.stderr}`);
  return performance.now() - started;
}

/** Medians of the ratios to the first of some process command lines. */
function compareProcesses(commands, rounds) {
  const ratios = new Map(commands.map(({ name }) => [name, []]));
  const baseline = [];
  for (let round = 0; round < rounds; round++) {
    const times = new Map(shuffled(commands).map(({ name, args }) => [name, timeProcess(args)]));
    const base = times.get(commands[0].name);
    baseline.push(base);
    for (const [name, time] of times) ratios.get(name).push(time / base);
  }
  return { baseline: median(baseline), ratioOf: (name) => median(ratios.get(name)) };
}

const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";
const answerOf = ({ example }) => example.map((packet) => ({ info: { cid }, packet: { payload: {}, ...packet } }));

function benchStart() {
  const one = join(directory, "one.json");
  writeFileSync(one, JSON.stringify(answerOf(events.message), null, 2));
  const commands = [
    { name: "node -e 0", args: ["-e", "0"] },
    { name: "ulbot --version", args: [ulbot, "--version"], goal: 1.15 },
    { name: "ulbot --help", args: [ulbot, "--help"], goal: 1.5 },
    { name: "ulbot lint one.json", args: [ulbot, "lint", one], goal: 2 },
    { name: "ulbot init (scaffold)", args: [ulbot, "init", "bot", "--dry-run", "--no-input"], goal: 1.6 },
  ];
  const { baseline, ratioOf } = compareProcesses(commands, 21);
  console.log(`\nagainst node -e 0 (${baseline.toFixed(1)} ms)`);
  for (const { name, goal } of commands.slice(1)) report(name, ratioOf(name), goal);
}

/** A file of answers, one a line, of which one in a thousand has a finding. Gives the number of lines. */
function writeLines(file) {
  const clean = Object.values(events)
    .filter(({ deprecatedFor, madeFor }) => !deprecatedFor && madeFor.length === channelNames.length)
    .map((definition) => JSON.stringify(answerOf(definition)));
  const faulty = JSON.stringify([{ info: { cid }, packet: { name: "message", payload: {} } }]);
  const descriptor = openSync(file, "w");
  let lines = 0;
  for (let bytes = 0; bytes < megabytes * 1e6; ) {
    const chunk = Array.from({ length: 1000 }, (_, index) => (index === 0 ? faulty : clean[index % clean.length]));
    bytes += writeSync(descriptor, `${chunk.join("\n")}\n`);
    lines += chunk.length;
  }
  closeSync(descriptor);
  return lines;
}

function benchLines() {
  const file = join(directory, "answers.jsonl");
  const lines = writeLines(file);
  const parse = join(root, "bench", "parse-lines.mjs");
  const rounds = [1, 2, 3].map(() => {
    const times = Object.fromEntries(
      shuffled(["parse", "lint"]).map((side) => [
        side,
        side === "parse" ? timeProcess([parse, file]) : timeProcess([ulbot, "lint", file, "-q"], { status: 1 }),
      ]),
    );
    return times;
  });
  const ratio = median(rounds.map(({ lint, parse: bare }) => lint / bare));
  const seconds = (median(rounds.map(({ lint }) => lint)) / 1000).toFixed(1);
  console.log(`\nagainst a bare JSON.parse of every line (${megabytes} MB, ${lines.toLocaleString("en-US")} lines)`);
  report("ulbot lint answers.jsonl, all rules, all channels", ratio, 1.5, `${seconds} s`);
}

const turns = 3000;

/** A bot in a thread of its own that answers everything with one message. */
async function startBot() {
  const worker = new Worker(new URL("./bot.mjs", import.meta.url));
  const [port] = await once(worker, "message");
  return { url: new URL(`http://127.0.0.1:${port}/webhook`), stop: () => worker.terminate() };
}

function webhook(index) {
  const contact_channel = { state: "valid", type: "web" };
  const info = {
    cid,
    approach_mode: "normal",
    contact: {},
    context: {},
    conversation: { contact_channel },
    widget: {},
  };
  return { info, packet: { name: "message", payload: { body: `message ${index}` } } };
}

async function timeBareLoop(url, webhooks) {
  const client = new Client(url.origin);
  const headers = { "content-type": "application/json" };
  const started = performance.now();
  for (const body of webhooks) {
    const response = await client.request({ method: "POST", path: url.pathname, headers, body: JSON.stringify(body) });
    JSON.parse(await response.body.text());
  }
  const time = performance.now() - started;
  await client.close();
  return time;
}

async function timeReplay(url, webhooks) {
  const endpoint = createEndpoint({ url, headers: {}, timeoutMs: 5000 });
  const conversations = conversationsOf(webhooksOf([{ file: "bench", text: "", line: 1, value: webhooks }]));
  const { signal } = new AbortController();
  const started = performance.now();
  for await (const turn of replay(conversations, { endpoint, settings: { channels: channelNames }, jobs: 1, signal })) {
    if (turn.outcome !== "passed") throw new Error(`a turn ${turn.outcome}: ${JSON.stringify(turn.problems)}`);
  }
  const time = performance.now() - started;
  await endpoint.close();
  return time;
}

async function benchReplay() {
  const bot = await startBot();
  const webhooks = Array.from({ length: turns }, (_, index) => webhook(index));
  const ratios = [];
  try {
    for (let round = 0; round < 6; round++) {
      const times = {};
      for (const side of shuffled(["bare", "replay"])) {
        times[side] = await (side === "bare" ? timeBareLoop : timeReplay)(bot.url, webhooks);
      }
      // the first round warms both up
      if (round > 0) ratios.push(times.replay / times.bare);
    }
  } finally {
    await bot.stop();
  }
  console.log(`\nagainst a bare undici loop (${turns.toLocaleString("en-US")} turns, one at a time)`);
  report("replay, all checks on", median(ratios), 1.5);
}

const benches = { start: benchStart, lines: benchLines, replay: benchReplay };
const wanted = process.argv.slice(2);

try {
  console.log(`Node ${process.version}, medians of paired rounds`);
  for (const [name, run] of Object.entries(benches)) {
    if (wanted.length === 0 || wanted.some((word) => name.startsWith(word))) await run();
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
