import { Option } from "@commander-js/extra-typings";
import { UlbotError } from "../errors.ts";
import { parseShard } from "../input/shard.ts";
import { severities } from "../lint/finding.ts";
import type { DefineCommand, Run } from "./command.ts";
import { defineMerge } from "./lint-merge.ts";
import { outputOptions, planOutputs } from "./lint-outputs.ts";
import { type LintPlan, lintOnce } from "./lint-run.ts";
import { lintSettingsByFile } from "./lint-settings-by-file.ts";
import { channelOption, headerOption, parseCount } from "./options.ts";

/** Where results are remembered unless told: beside what other tools remember, and never in version control. */
const cacheFile = "node_modules/.cache/ulbot/lint.json";

const examples = `
Examples:
  ulbot lint 'responses/**/*.json' --channel web,whatsapp_business
  ulbot lint responses/ --fix
  ulbot lint answers.jsonl --shard 2/5 --format json -o part-2.json
  ulbot lint merge part-*.json --format sarif -o lint.sarif
  ulbot lint --url http://localhost:8000/webhook --fixtures 'fixtures/*.json'`;

/** Throws where options don't go together. */
function checkOptions(patterns: readonly string[], given: Partial<Record<string, unknown>>): void {
  const isBoth = (one: string, other: string): boolean => Boolean(given[one] && given[other]);
  const wrong = (message: string, hint?: string) => new UlbotError("usage", message, { hint });
  if (given.fixtures && patterns.length > 0)
    throw wrong("lint looks at files or, with --fixtures, at answers, not at both");
  if (!given.fixtures && patterns.length === 0) {
    throw wrong("lint has to know what to look at", "name files, directories or globs, or - for standard input");
  }
  if (given.updateBaseline && !given.baseline)
    throw wrong("--update-baseline has to know the file", "name it with --baseline");
  if (isBoth("fix", "fixDryRun")) throw wrong("--fix and --fix-dry-run exclude each other");
  for (const option of ["fix", "fixDryRun", "watch", "cache", "shard"]) {
    if (isBoth("fixtures", option))
      throw wrong("answers of a bot are linted as they come; there is no file to fix, watch or split");
  }
  if (given.watch && patterns.includes("-")) throw wrong("standard input can't be watched");
}

/** What the bot answers to recorded webhooks, as results; `undefined` where files are linted. */
async function answersOf(
  fixtures: readonly string[] | undefined,
  run: Run,
  plan: Pick<LintPlan, "settings">,
  given: BotOptions,
) {
  if (fixtures === undefined) return undefined;
  const { lintBot } = await import("./lint-bot.ts");
  return lintBot(fixtures, given, plan.settings.of("-"), run);
}

export interface BotOptions {
  readonly url?: string | undefined;
  readonly header: readonly (readonly [string, string])[];
}

export const define: DefineCommand = (command, run) => {
  const options = outputOptions();
  defineMerge(command, run);
  command
    .argument(
      "[files...]",
      "JSON, JSON Lines or YAML of a bot's answers, transcripts, also gzipped; directories; globs; - for standard input",
    )
    .addOption(channelOption())
    .addOption(options.format)
    .addOption(options.output)
    .addOption(
      new Option("--severity <level>", "the least severity to show; what is below is still counted")
        .choices(severities)
        .default("warning" as const),
    )
    .option("--max-warnings <count>", "exit 1 on more warnings than this", parseCount)
    .option("--fix", "write what is sure to be meant to the files")
    .option("--fix-dry-run", "show what --fix would change, as a diff")
    .option("--baseline <file>", "do not report what this file knows")
    .option("--update-baseline", "write what is found to the baseline")
    .option("--cache", "only lint files that have changed since the last run with --cache")
    .option("--cache-location <file>", "where --cache remembers", cacheFile)
    .option("--watch", "lint again each time something changes")
    .option("--stdin-filepath <name>", "what standard input is called; the ending tells what is on it")
    .option("--no-ignore", "lint what git ignores, too, in directories and globs")
    .option("--shard <i/n>", "lint one of n parts: every n-th file, or a part of one JSON Lines file", parseShard)
    .option("--fixtures <files...>", "lint what the bot at --url answers to these recorded webhooks")
    .option("--url <url>", "the bot's webhook endpoint, such as http://localhost:8000/webhook")
    .addOption(headerOption())
    .addHelpText("after", examples)
    .action(async (patterns, given, thisCommand) => {
      const current = run();
      const { io, config } = current;
      checkOptions(patterns, given);
      const isTyped = (option: "format" | "output" | "channel" | "url" | "header") =>
        thisCommand.getOptionValueSource(option) === "cli";
      if (!given.fixtures && (isTyped("url") || isTyped("header"))) {
        throw new UlbotError("usage", "files are linted without a bot; --url and --header go with --fixtures");
      }
      const wishes = [
        ...given.format.map((wish) => ({ ...wish, isTyped: isTyped("format") })),
        ...given.output.map((wish) => ({ ...wish, isTyped: isTyped("output") })),
      ];
      const asked = { channels: given.channel, isExplicit: isTyped("channel"), severity: given.severity };
      const settings = await lintSettingsByFile(asked, config);
      const outputs = planOutputs(wishes, io);
      const plan: LintPlan = {
        ...{
          patterns,
          settings,
          outputs,
          shard: given.shard,
          severity: given.severity,
          maxWarnings: given.maxWarnings,
        },
        stdinFile: given.stdinFilepath,
        withIgnored: !given.ignore,
        fix: given.fix ? "write" : given.fixDryRun ? "show" : undefined,
        baseline: given.baseline ? { file: given.baseline, update: given.updateBaseline === true } : undefined,
        cache: given.cache ? (await import("../lint/cache.ts")).openCache(given.cacheLocation, io) : undefined,
        answers: await answersOf(given.fixtures, current, { settings }, given),
      };
      if (given.watch) await (await import("./lint-watch.ts")).lintAgainAndAgain(plan, current);
      current.exitWith(await lintOnce(plan, current));
    });
};
