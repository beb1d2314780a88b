import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { parseShard } from "../input/shard.ts";
import type { Channel } from "../protocol/channels.ts";
import { mutations } from "../replay/variants/mutations.ts";
import type { DefineCommand } from "./command.ts";
import { headerOption, parseChannels, parseCount, parseDuration, parsePort, parseWait } from "./options.ts";
import { outputOptions, planOutputs, sourced } from "./outputs.ts";
import { checkWishes } from "./replay-plan.ts";
import { replayOutputFormats } from "./replay-reports.ts";
import { replayOnce } from "./replay-run.ts";

const examples = `
Examples:
  ulbot replay 'fixtures/*.json' --url http://localhost:8000/webhook
  ulbot replay 'recordings/*.jsonl' --exec 'npm start' --update
  ulbot replay 'fixtures/*.json' --ci --format pretty --format junit -o report.xml
  ulbot replay 'fixtures/*.json' --exec 'npm start' --channel all --mutate
  ulbot replay order.jsonl --url http://localhost:8000/webhook --jobs 50 --repeat 1000`;

function parsePositive(text: string): number {
  const count = parseCount(text);
  if (count > 0) return count;
  throw new InvalidArgumentError("it has to be at least 1");
}

/** Reads how fast time goes by: `1x` as it was recorded, `2x` twice as fast, `0` not at all. */
function parseSpeed(text: string): number {
  const [, factor] = /^(\d+(?:\.\d+)?)x?$/.exec(text.trim()) ?? [];
  if (factor !== undefined) return Number(factor);
  throw new InvalidArgumentError(`"${text}" is no speed; 1x is as it was recorded, and 0 does not wait at all`);
}

function parsePercent(text: string): number {
  const percent = Number(/^(\d+(?:\.\d+)?)%?$/.exec(text.trim())?.[1]);
  if (percent <= 100) return percent;
  throw new InvalidArgumentError(`"${text}" is no percentage; it is a number from 0 to 100`);
}

const asRecorded = "as-recorded";

/** Reads a list of channels, or that each conversation is to be played as it was recorded. */
const parseReplayChannels = (text: string): readonly Channel[] | typeof asRecorded =>
  text.trim() === asRecorded ? asRecorded : parseChannels(text);

const mutationNames = mutations.map(({ name }) => name);

function parseMutations(text: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !mutationNames.includes(name));
  if (unknown === undefined) return names;
  throw new InvalidArgumentError(`"${unknown}" is no mutation; there are ${mutationNames.join(", ")}`);
}

const addPointer = (text: string, previous: readonly string[]): readonly string[] => {
  if (text.startsWith("/")) return [...previous, text];
  throw new InvalidArgumentError(`"${text}" is no JSON Pointer, such as /answer/*/info/context/nonce`);
};

/** Whether an option was given on the command line. */
const isTypedIn = (command: Pick<Command, "getOptionValueSource">) => (flag: "--format" | "--output") =>
  command.getOptionValueSource(flag.slice(2)) === "cli";

const duration = <Flags extends string>(flags: Flags, summary: string) =>
  new Option(flags, summary).argParser(parseDuration);

export const define: DefineCommand = (command, run) => {
  const { format, output } = outputOptions(replayOutputFormats);
  command
    .argument("<fixtures...>", "recorded webhooks: one, a list, JSON Lines, a transcript; globs; - for standard input")
    .optionsGroup("The bot:")
    .option("--url <url>", "its webhook endpoint, such as http://localhost:8000/webhook")
    .option("--exec <command>", "start it with this command first; it gets PORT, ULBOT_API_URL, ULBOT_SECURITY_TOKEN")
    .option("--ready-url <url>", "wait until this answers 2xx, such as /health")
    .addOption(duration("--ready-timeout <duration>", "how long its start may take").default(30_000, "30s"))
    .addOption(headerOption())
    .addOption(duration("--timeout <duration>", "how long an answer may take, such as 5s or 500ms").default(5000, "5s"))
    .option(
      "--api-port <port>",
      "be the API URL at this port of 127.0.0.1 for a bot that --exec does not start",
      parsePort,
    )
    .option("--settle <duration>", "how long each turn waits for requests that nobody expects", parseWait)
    .optionsGroup("What is expected:")
    .option("--update", "write what the bot does now to NAME.expected.json, where it is not what is expected")
    .option("--ci", "fail where nothing is expected of a turn")
    .addOption(
      new Option("--ignore <pointer>", "leave this out of comparisons, such as /answer/*/info/context/nonce")
        .argParser(addPointer)
        .default([] as readonly string[], "nothing"),
    )
    .option("--exact", "ids and times have to be the very same, too")
    .optionsGroup("What is played:")
    .option("--only <text>", "conversations with this in their file's name or cid")
    .option("--from-turn <number>", "begin with this webhook of each file", parsePositive)
    .option("--to-turn <number>", "end with this webhook of each file", parsePositive)
    .option("--shard <i/n>", "every n-th conversation", parseShard)
    .addOption(
      new Option("--channel <list>", "as-recorded, or channels to play each conversation on, separated by commas")
        .argParser(parseReplayChannels)
        .default(asRecorded as typeof asRecorded),
    )
    .addOption(
      new Option("--mutate [names]", `spoil conversations as well: ${mutationNames.join(", ")}; all unless named`)
        .argParser(parseMutations)
        .preset(mutationNames.join(","))
        .default([] as readonly string[], "none"),
    )
    .optionsGroup("How it is played:")
    .option("--jobs <count>", "conversations at once", parsePositive, 4)
    .option("--repeat <count>", "play each so often, each time in a session of its own", parsePositive, 1)
    .option("--retry <count>", "play a conversation that failed again, so often", parseCount, 0)
    .option("--bail", "end after the first turn that fails")
    .addOption(duration("--deadline <duration>", "end after so long, whatever is left"))
    .option("--speed <factor>", "1x waits between turns as long as the contact did, 0 not at all", parseSpeed, 0)
    .option("--watch", "play again each time something changes")
    .optionsGroup("Reports:")
    .addOption(format)
    .addOption(output)
    .option("--coverage", "tell which events, channels and options the fixtures exercise")
    .option("--min-coverage <percent>", "fail below this", parsePercent)
    .addHelpText("after", examples)
    .action(async (patterns, { channel, ...given }, thisCommand) => {
      const current = run();
      const wishes = { ...given, channel: channel === asRecorded ? undefined : channel };
      checkWishes(wishes, patterns);
      const outputs = planOutputs(
        sourced(given, isTypedIn(thisCommand as unknown as Command)),
        replayOutputFormats,
        current.io,
      );
      if (wishes.watch) {
        await (await import("./replay-watch.ts")).replayAgainAndAgain(patterns, outputs, wishes, current);
      }
      current.exitWith(await replayOnce(patterns, outputs, wishes, current));
    });
};
