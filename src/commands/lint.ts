import { Option } from "@commander-js/extra-typings";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { findFiles } from "../input/find-files.ts";
import { parseShard } from "../input/shard.ts";
import { severities } from "../lint/finding.ts";
import { type FileResult, type LintReport, lintFiles, summarize } from "../lint/lint-files.ts";
import { counted } from "../reporters/counted.ts";
import { failureText } from "../reporters/failure-text.ts";
import { shownOf } from "../reporters/lint/index.ts";
import { unreadableFacts } from "../reporters/lint/unreadable.ts";
import type { DefineCommand } from "./command.ts";
import { checkOverwriting, outputOptions, planOutputs } from "./lint-outputs.ts";
import { writeReports } from "./lint-reports.ts";
import { lintSettings } from "./lint-settings.ts";
import { channelOption, parseCount } from "./options.ts";

/** 2 where something could not be read, 1 for an error or too many warnings, else 0. */
export function lintExitCode({ summary, unreadable }: LintReport, hasTooManyWarnings: boolean): ExitCode {
  if (unreadable.length > 0) return exitCodes.usage;
  return summary.errors > 0 || hasTooManyWarnings ? exitCodes.findings : exitCodes.ok;
}

export const define: DefineCommand = (command, run) => {
  const options = outputOptions();
  command
    .argument(
      "<files...>",
      "JSON, JSON Lines or YAML of a bot's answers, also gzipped; directories; globs; - for standard input",
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
    .option("--stdin-filepath <name>", "what standard input is called; the ending tells what is on it")
    .option("--no-ignore", "lint what git ignores, too, in directories and globs")
    .option("--shard <i/n>", "lint one of n parts: every n-th file, or a part of one JSON Lines file", parseShard)
    .action(async (patterns, given, thisCommand) => {
      const { channel, format, output, severity, maxWarnings, stdinFilepath, ignore, shard } = given;
      const { io, config, say, exitWith } = run();
      const isTyped = (option: "format" | "output") => thisCommand.getOptionValueSource(option) === "cli";
      const settings = lintSettings(channel, config);
      const wishes = [
        ...format.map((wish) => ({ ...wish, isTyped: isTyped("format") })),
        ...output.map((wish) => ({ ...wish, isTyped: isTyped("output") })),
      ];
      const outputs = planOutputs(wishes, io);
      const files = await findFiles(patterns, { cwd: io.cwd, withIgnored: !ignore });
      const access = { cwd: io.cwd, stdin: io.stdin, signal: io.signal, stdinFile: stdinFilepath, shard };
      const results: FileResult[] = [];
      for await (const result of lintFiles(files, settings, access)) results.push(result);
      const report = summarize(results);
      checkOverwriting(outputs, report.files, io.cwd);
      try {
        await writeReports(shownOf(report, severity), outputs, run());
      } finally {
        for (const each of report.unreadable) io.stderr.write(failureText(unreadableFacts(each)));
      }
      const { warnings } = report.summary;
      const hasTooMany = maxWarnings !== undefined && warnings > maxWarnings;
      if (hasTooMany) say(`${counted(warnings, "warning")}, but --max-warnings allows ${maxWarnings}`);
      exitWith(lintExitCode(report, hasTooMany));
    });
};
