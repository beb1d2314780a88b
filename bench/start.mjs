// How long a command takes that has next to nothing to do, against a Node.js that does nothing.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanAnswers } from "./answers.mjs";
import { startBot } from "./bot.mjs";
import { judgesOf } from "./judges.mjs";
import { compare, programFile, timeNode, timeUlbot } from "./measure.mjs";
import { atMost } from "./table.mjs";

const rounds = 21;
const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";

/** A row for something that ulbot does, and peers do as well: functions that give milliseconds, by name. */
async function rowOf(what, goal, run, peers) {
  const commands = Object.entries(peers).map(([name, peer]) => ({ name, run: peer, every: 3 }));
  const nothing = { name: "node", run: () => timeNode(["-e", "0"]) };
  const { ratio } = await compare([nothing, { name: "ulbot", run }, ...commands], rounds);
  const ratios = Object.fromEntries(commands.map(({ name }) => [name, ratio(name)]));
  return { what: `${what}, against \`node -e 0\``, value: ratio("ulbot"), goal, peers: ratios };
}

/** Peers that say something about themselves, from `[name, package, command, option]`. */
function sayings(list, { peers, directory }) {
  if (!peers.hasPackages) return {};
  const timeOf = ([, packageName, command, option]) => {
    const args = [peers.binFile(packageName, command), option];
    return () => timeNode(args, { cwd: directory });
  };
  return Object.fromEntries(list.map((each) => [each[0], timeOf(each)]));
}

const versions = [
  ["prettier", "prettier", "prettier", "--version"],
  ["eslint", "eslint", "eslint", "--version"],
  ["newman", "newman", "newman", "--version"],
  ["spectral", "@stoplight/spectral-cli", "spectral", "--version"],
];
const helps = [
  ["create-vite", "create-vite", "create-vite", "--help"],
  ["prettier", "prettier", "prettier", "--help"],
  ["eslint", "eslint", "eslint", "--help"],
  ["ajv-cli", "ajv-cli", "ajv", "help"],
  ["newman", "newman", "newman", "--help"],
  ["spectral", "@stoplight/spectral-cli", "spectral", "--help"],
];

/** One message to a server on this machine, which answers at once. */
async function sendRow({ directory }) {
  const bot = await startBot(["{}"]);
  const url = new URL("/v1/", bot.url).href;
  const body = "Your parcel is on its way.";
  const options = {
    cwd: directory,
    env: { ULBOT_API_URL: url, ULBOT_SECURITY_TOKEN: "a-token-only-this-bench-knows" },
  };
  try {
    return await rowOf(
      "`ulbot send` of one event to this machine",
      atMost(3.5),
      () => timeUlbot(["send", "--cid", cid, "-m", body], options),
      { "Node's fetch": () => timeNode([programFile("post-by-fetch.mjs"), url, cid, body], options) },
    );
  } finally {
    await bot.stop();
  }
}

/** `--version`, `--help`, a dry run of `init`, and `send`. */
export async function benchStart(context) {
  const { directory: cwd } = context;
  const time = (...args) => {
    return () => timeUlbot(args, { cwd });
  };
  return [
    await rowOf("`ulbot --version`", atMost(1.15), time("--version"), sayings(versions, context)),
    await rowOf("`ulbot --help`", atMost(1.5), time("--help"), sayings(helps, context)),
    await rowOf("`ulbot init --dry-run`", atMost(1.6), time("init", "dry", "--dry-run", "--no-input"), {}),
    await sendRow(context),
  ];
}

/** A file with one answer: a message and bubbles. */
export async function benchLint(context) {
  const { directory } = context;
  const [events] = cleanAnswers(1, (kind) => kind === "message, bubbles");
  writeFileSync(join(directory, "one.json"), `${JSON.stringify(events, null, 2)}\n`);
  const lint = () => timeUlbot(["lint", "one.json"], { cwd: directory });
  return [await rowOf("`ulbot lint` of one file", atMost(2), lint, judgesOf("one.json", context))];
}

/** A whole project, into a folder that is new each time. */
export async function benchScaffold({ peers, directory }) {
  let count = 0;
  const folder = () => `project-${count++}`;
  const create = peers.hasPackages ? peers.binFile("create-vite", "create-vite") : undefined;
  const createVite = () =>
    timeNode([create, folder(), "--template", "vanilla-ts", "--no-interactive"], { cwd: directory });
  const init = () => timeUlbot(["init", folder(), "--no-input"], { cwd: directory });
  return [await rowOf("`ulbot init`", atMost(1.6), init, create ? { "create-vite": createVite } : {})];
}
