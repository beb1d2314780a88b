// Many small files, against a loop that reads and parses them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanAnswers } from "./answers.mjs";
import { judgesOf } from "./judges.mjs";
import { compare, programFile, timeNode, timeUlbot } from "./measure.mjs";
import { atLeast, atMost } from "./table.mjs";

/** Writes so many answers without faults, one a file, into a folder of that name. */
function writeFiles(folder, count) {
  mkdirSync(folder);
  for (const [index, events] of cleanAnswers(count).entries()) {
    writeFileSync(join(folder, `${String(index).padStart(5, "0")}.json`), `${JSON.stringify(events, null, 2)}\n`);
  }
}

/** Milliseconds of the loop, ulbot and peers, `{name: every}`, for so many files. */
function compareFor(count, rounds, wanted, context) {
  const { directory } = context;
  const folder = `files-${count}`;
  writeFiles(join(directory, folder), count);
  const files = `${folder}/*.json`;
  const judges = judgesOf(files, context);
  const peers = Object.entries(wanted).filter(([name]) => judges[name]);
  const isDone = (report) => JSON.parse(report).summary.files === count;
  return compare(
    [
      {
        name: "parse",
        run: () =>
          timeNode([programFile("parse-files.mjs"), join(directory, folder)], {
            check: (text) => Number(text) === count,
          }),
      },
      {
        name: "ulbot",
        run: () => timeUlbot(["lint", files, "--format", "json"], { cwd: directory, check: isDone }),
      },
      ...peers.map(([name, every]) => ({ name, run: judges[name], every })),
    ],
    rounds,
  );
}

const what = (count) => `\`ulbot lint\` of ${count.toLocaleString("en-US")} files`;
const loop = "against a loop that reads and parses them";

/** 200 files, and 20,000. */
export async function benchFiles(context) {
  const few = await compareFor(200, 11, { "ajv-cli": 2, spectral: 5, "spectral with five rules": 5 }, context);
  const many = await compareFor(20_000, 5, { "ajv-cli": 4 }, context);
  const faster = (peer, least) => ({
    what: `${what(200)}, against ${peer}`,
    value: few.ratio(peer, "ulbot"),
    goal: least === undefined ? undefined : atLeast(least),
    unit: " times faster",
  });
  return [
    faster("ajv-cli", 3),
    faster("spectral", 50),
    faster("spectral with five rules"),
    {
      what: `${what(20_000)}, ${loop}`,
      value: many.ratio("ulbot"),
      goal: atMost(1.5),
      peers: { "ajv-cli": many.ratio("ajv-cli") },
    },
  ];
}
