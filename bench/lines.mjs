// JSON Lines: all rules, all channels, places for what is found, against a bare JSON.parse of every line.
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { answers } from "./answers.mjs";
import { compare, programFile, timeNode, timeProgram, timeUlbot, ulbot } from "./measure.mjs";
import { atMost } from "./table.mjs";

const lineCount = (text) => text.split("\n").length - 1;

/** Writes answers, one a line. Gives the number of lines, that of the faulty ones, and of each kind. */
function writeLines(file, bytes) {
  const descriptor = openSync(file, "w");
  const written = { lines: 0, faulty: 0, kinds: {} };
  let chunk = "";
  let length = 0;
  for (const { kind, events, isFaulty } of answers()) {
    chunk += `${JSON.stringify(events)}\n`;
    written.lines++;
    written.faulty += isFaulty ? 1 : 0;
    written.kinds[kind] = (written.kinds[kind] ?? 0) + 1;
    if (chunk.length < 1e6) continue;
    length += writeSync(descriptor, chunk);
    chunk = "";
    if (length >= bytes) break;
  }
  closeSync(descriptor);
  return written;
}

function saySharesOf({ lines, faulty, kinds }, megabytes, say) {
  const percent = (count) => `${((100 * count) / lines).toFixed(1)} %`;
  const shares = Object.entries(kinds).sort(([, one], [, other]) => other - one);
  say(`${megabytes} MB: ${lines.toLocaleString("en-US")} lines, ${faulty} with a fault (${percent(faulty)})`);
  say(`  ${shares.map(([kind, count]) => `${kind} ${percent(count)}`).join("; ")}`);
}

/** Whether each line that has a fault, and no other, is told of, with its place. */
function tellsEach(report, faulty) {
  const { findings } = JSON.parse(report);
  const lines = new Set(findings.map(({ line }) => line));
  return lines.size === faulty && findings.every(({ column, endColumn }) => column > 0 && endColumn > 0);
}

/** The most memory a program holds, in megabytes. */
function peakOf(args, { directory, ...options }) {
  const file = join(directory, "peak");
  const env = { ULBOT_BENCH_PEAK: file };
  timeNode(["--require", programFile("peak-memory.cjs"), ...args], { ...options, cwd: directory, env });
  return Number(readFileSync(file, "utf8")) / 1000;
}

/** ULBOT_BENCH_MB megabytes of answers: how long it takes, and how much memory. */
export async function benchLines({ peers, directory, say, megabytes }) {
  const file = join(directory, "answers.jsonl");
  const written = writeLines(file, megabytes * 1e6);
  saySharesOf(written, megabytes, say);
  const lint = ["lint", file, "--format", "json"];
  const linted = { status: 1, check: (report) => tellsEach(report, written.faulty) };
  const parsed = { check: (count) => Number(count) === written.lines };
  const filtered = { check: (found) => lineCount(found) === written.faulty };
  const jq = ["-c", "-f", programFile("findings.jq"), file];
  const { ratio, milliseconds } = await compare(
    [
      { name: "parse", run: () => timeNode([programFile("parse-lines.mjs"), file], parsed) },
      { name: "ulbot", run: () => timeUlbot(lint, { ...linted, cwd: directory }) },
      ...(peers.hasJq ? [{ name: "jq", run: () => timeProgram("jq", jq, filtered), every: 3 }] : []),
    ],
    5,
  );
  say(`  ${["parse", "ulbot", "jq"].map((name) => `${name} ${(milliseconds(name) / 1000).toFixed(1)} s`).join(", ")}`);
  const what = `\`ulbot lint\` of ${megabytes} MB of JSON Lines`;
  const all = peakOf([programFile("read-all.mjs"), file], { ...parsed, directory });
  return [
    {
      what: `${what}, against a bare \`JSON.parse\` of every line`,
      value: ratio("ulbot"),
      goal: atMost(1.5),
      peers: { jq: ratio("jq") },
    },
    {
      what: `${what}, memory`,
      value: peakOf([ulbot, ...lint], { ...linted, directory }),
      goal: atMost(160),
      unit: " MB",
      peers: { "reading it all": all },
    },
  ];
}
