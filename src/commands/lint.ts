import { type Command, Option } from "@commander-js/extra-typings";
import { parseShard } from "../input/shard.ts";
import { severities } from "../lint/finding.ts";
import type { DefineCommand } from "./command.ts";
import { lintOutputFormats } from "./lint-formats.ts";
import { defineMerge } from "./lint-merge.ts";
import { type LintPlan, lintOnce } from "./lint-run.ts";
import { lintSettingsByFile } from "./lint-settings-by-file.ts";
import { checkUsage } from "./lint-usage.ts";
import { channelOption, headerOption, parseCount, parseDuration } from "./options.ts";
import { outputOptions, planOutputs, sourced } from "./outputs.ts";

/** Where results are remembered unless told: beside what other tools remember, and never in version control. */
const cacheFile = "node_modules/.cache/ulbot/lint.json";

const examples = `
Examples:
  ulbot lint 'responses/**/*.json' --channel web,whatsapp_business
  ulbot lint responses/ --fix
  ulbot lint answers.jsonl --shard 2/5 --format json -o part-2.json
  ulbot lint merge part-*.json --format sarif -o lint.sarif
  ulbot lint --url http://localhost:8000/webhook --fixtures 'fixtures/*.json'`;

/** Where the values of a command's options come from, by their flags. */
function sourcesOf(command: Pick<Command, "options" | "getOptionValue" | "getOptionValueSource">) {
  const optionOf = (flag: string) => command.options.find(({ long }) => long === flag);
  const sourceOf = (flag: string) => command.getOptionValueSource(optionOf(flag)?.attributeName() ?? "") ?? "default";
  return {
    isTyped: (flag: string): boolean => sourceOf(flag) === "cli",
    has(flag: string): boolean {
      const option = optionOf(flag);
      const value = Boolean(command.getOptionValue(option?.attributeName() ?? ""));
      return sourceOf(flag) !== "default" && value !== option?.negate;
    },
  };
}

export const define: DefineCommand = (command, run) => {
  const options = outputOptions(lintOutputFormats);
  defineMerge(command, run);
  command
    .usage("[options] <files...>")
    .argument(
      "[files...]",
      "JSON, JSON Lines, YAML, transcripts, expected answers, also as .gz; directories; globs; - for standard input",
    )
    .addOption(channelOption())
    .addOption(
      new Option("--severity <level>", "the least severity to show; what is below is counted")
        .choices(severities)
        .default("warning" as const),
    )
    .option("--max-warnings <count>", "exit 1 on more warnings than this", parseCount)
    .addOption(options.format)
    .addOption(options.output)
    .option("--no-ignore", "lint what git ignores, too, in directories and globs")
    .option("--stdin-filepath <name>", "what standard input is called; its ending tells what is on it")
    .optionsGroup("Fixes:")
    .option("--fix", "write what is sure to be meant to the files")
    .option("--fix-dry-run", "show what --fix would change, as a diff")
    .optionsGroup("Known findings:")
    .option("--baseline <file>", "do not report what this file knows")
    .option("--update-baseline", "write what is found to the baseline")
    .optionsGroup("Again and in parts:")
    .option("--watch", "lint again each time something changes")
    .option("--cache", "remember results, and lint only what has changed since")
    .addOption(
      new Option("--cache-location <file>", "where to remember them").default(cacheFile).implies({ cache: true }),
    )
    .option("--shard <i/n>", "lint a part: every n-th file, or an n-th of one JSON Lines file", parseShard)
    .optionsGroup("A bot that runs:")
    .option("--fixtures <files...>", "lint what it answers to these recorded webhooks")
    .option("--url <url>", "its webhook endpoint, such as http://localhost:8000/webhook")
    .addOption(headerOption())
    .addOption(
      new Option("--timeout <duration>", "how long an answer may take, such as 5s or 500ms")
        .argParser(parseDuration)
        .default(5000, "5s"),
    )
    .addHelpText("after", examples)
    .action(async (patterns, given, thisCommand) => {
      const current = run();
      const { io } = current;
      const { has, isTyped } = sourcesOf(thisCommand as unknown as Command);
      checkUsage({ patterns, has, isTyped });
      const { shard, fixtures, severity } = given;
      // what is known of the whole can't be told of a part
      const baseline =
        given.baseline && !shard ? { file: given.baseline, update: has("--update-baseline") } : undefined;
      // it knows what is not shown, too
      const wanted = baseline ? "info" : severity;
      const asked = { channels: given.channel, isExplicit: isTyped("--channel"), severity: wanted } as const;
      const settings = await lintSettingsByFile(asked, current);
      const hasCache = given.cache && !fixtures;
      const plan: LintPlan = {
        patterns,
        settings,
        outputs: planOutputs(sourced(given, isTyped), lintOutputFormats, io),
        severity,
        maxWarnings: given.maxWarnings,
        stdinFile: given.stdinFilepath,
        withIgnored: !given.ignore,
        shard,
        fix: given.fix ? "write" : given.fixDryRun ? "show" : undefined,
        baseline,
        cache: hasCache ? (await import("../lint/cache.ts")).openCache(given.cacheLocation, io) : undefined,
        answers: fixtures && (await import("./lint-bot.ts")).lintBot(fixtures, given, settings.of("-"), current),
      };
      if (given.watch) await (await import("./lint-watch.ts")).lintAgainAndAgain(plan, current);
      current.exitWith(await lintOnce(plan, current));
    });
};
