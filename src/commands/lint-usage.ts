import { UlbotError } from "../errors.ts";
import { stdinName } from "../input/files.ts";

/** What was asked for: by their flags, the options whose values tell nothing here. */
export interface Asked {
  readonly patterns: readonly string[];
  /** whether an option has a value, wherever that comes from */
  has(flag: string): boolean;
  /** whether it is on the command line: what the configuration sets for every run is passed over where it does not fit */
  isTyped(flag: string): boolean;
}

/** Options that a configuration may set for every run. */
const configured = [
  "--format",
  "--output",
  "--baseline",
  "--cache",
  "--cache-location",
  "--url",
  "--header",
  "--timeout",
];

/** Options that make no sense with others, and what to do instead. */
const exclusive: readonly (readonly [option: string, others: readonly string[], hint: string])[] = [
  ["--fix", ["--fix-dry-run"], "--fix writes what --fix-dry-run shows"],
  ["--fix", ["--watch", "--shard"], "fix everything once, then go on without --fix"],
  ["--fix-dry-run", ["--watch", "--shard"], "look at everything once, then go on without --fix-dry-run"],
  ["--fix-dry-run", ["--format", "--output"], "it shows a diff in the place of a report"],
  ["--fix-dry-run", ["--update-baseline"], "it writes nothing; update the baseline when the fixes are there"],
  [
    "--watch",
    ["--update-baseline"],
    "it would take every mistake for a known one; update the baseline once, without --watch",
  ],
  ["--watch", ["--shard"], "there is one screen; watch all of the files"],
  [
    "--shard",
    ["--baseline", "--update-baseline"],
    "a part can't tell what is known of the whole; give --baseline to ulbot lint merge",
  ],
  [
    "--fixtures",
    ["--fix", "--fix-dry-run", "--watch", "--shard", "--cache", "--cache-location", "--stdin-filepath", "--no-ignore"],
    "answers of a bot are linted as they come; there is no file to fix, watch, split or remember",
  ],
];

/** Options that need another one, and why. */
const dependent: readonly (readonly [option: string, needed: string, hint: string])[] = [
  ["--update-baseline", "--baseline", "it names the file that is to be written"],
  ["--url", "--fixtures", "files are linted without a bot"],
  ["--header", "--fixtures", "files are linted without a bot"],
  ["--timeout", "--fixtures", "files are linted without a bot"],
];

const wrong = (message: string, hint?: string) => new UlbotError("usage", message, { hint });

function checkInput({ patterns, has }: Asked): void {
  const readsStdin = patterns.includes(stdinName);
  if (has("--fixtures") && patterns.length > 0)
    throw wrong("lint looks at files or, with --fixtures, at answers, not at both");
  if (!has("--fixtures") && patterns.length === 0)
    throw wrong("lint has to know what to look at", "name files, directories or globs, or - for standard input");
  if (readsStdin && has("--watch")) throw wrong("standard input can't be watched");
  const fix = ["--fix", "--fix-dry-run"].find(has);
  if (readsStdin && fix) throw wrong(`${fix} is for files, which standard input is none of`);
  if (!readsStdin && has("--stdin-filepath"))
    throw wrong("--stdin-filepath names standard input, which is read where - is among the files");
}

/** Throws an `UlbotError` for options that make no sense together. */
export function checkUsage(asked: Asked): void {
  const isGiven = (flag: string) => (configured.includes(flag) ? asked.isTyped(flag) : asked.has(flag));
  for (const [option, others, hint] of exclusive) {
    const other = isGiven(option) ? others.find(isGiven) : undefined;
    if (other) throw wrong(`${option} and ${other} exclude each other`, hint);
  }
  for (const [option, needed, hint] of dependent) {
    if (isGiven(option) && !asked.has(needed)) throw wrong(`${option} goes with ${needed}, which is missing`, hint);
  }
  checkInput(asked);
}
