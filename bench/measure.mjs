// The house's way to measure: rounds in which everything is run once, in shuffled order, and ratios of what ran in the same
// round, so that a machine that gets slower meanwhile slows both sides. What counts is the median over the rounds.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
export const ulbot = join(root, "bin", "ulbot.cjs");
export const programFile = (name) => join(root, "bench", "programs", name);

// Node 20 reads extra certificates at every start, which more than doubles `node -e 0` and flatters everybody; the others
// would change what ulbot does
const foreign = /^(NODE_|ULBOT_|npm_|GITHUB_ACTIONS$|FORCE_COLOR$)/;
const plainEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));

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

/**
 * Milliseconds that a program takes from its start to its end. Throws where its exit code is not `status`, or `check`,
 * which gets what it printed, gives something else than true: what is wrong is not worth measuring.
 */
export function timeProgram(program, args, { cwd, env, status = 0, check } = {}) {
  const options = { cwd, env: { ...plainEnv, ...env }, maxBuffer: 1e9, encoding: "utf8" };
  const stdio = ["ignore", check ? "pipe" : "ignore", "pipe"];
  const started = performance.now();
  const result = spawnSync(program, args, { ...options, stdio });
  const time = performance.now() - started;
  // whoever stopped that program meant all of this
  if (result.signal === "SIGINT" || result.status === 130) process.exit(130);
  const problem =
    result.error?.message ||
    (result.status !== status && `ended with ${result.signal ?? result.status}`) ||
    (check && !check(result.stdout) && "printed something else than it should");
  if (problem) throw new Error(`${program} ${args.join(" ").slice(0, 200)}: ${problem}\n${result.stderr ?? ""}`);
  return time;
}

export const timeNode = (args, options) => timeProgram(process.execPath, args, options);
export const timeUlbot = (args, options) => timeNode([ulbot, ...args], options);

/**
 * Runs commands, `{name, run, every}`, against each other. `run` gives, or promises, milliseconds; `every` leaves slow ones
 * out of most rounds. Each is run once before it counts. Gives `ratio(name, to)`, by default to the first command, and
 * `milliseconds(name)`; NaN where there is no such command.
 */
export async function compare(commands, rounds) {
  const taken = [];
  for (const { run } of commands) await run();
  for (let round = 0; round < rounds; round++) {
    const times = new Map();
    for (const { name, run } of shuffled(commands.filter(({ every = 1 }) => round % every === 0))) {
      times.set(name, await run());
      // a signal is heard only in between
      await setImmediate();
    }
    taken.push(times);
  }
  return {
    milliseconds: (name) => median(taken.map((times) => times.get(name)).filter((time) => time !== undefined)),
    ratio: (name, to = commands[0].name) =>
      median(taken.filter((times) => times.has(name) && times.has(to)).map((times) => times.get(name) / times.get(to))),
  };
}
