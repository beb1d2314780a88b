import { Option } from "@commander-js/extra-typings";
import type { UlbotError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { expandFiles } from "../input/files.ts";
import { severities } from "../lint/finding.ts";
import { type FileResult, type LintReport, lintFiles, summarize } from "../lint/lint-files.ts";
import { counted } from "../reporters/counted.ts";
import { failureText } from "../reporters/failure-text.ts";
import { lintReporters } from "../reporters/lint/index.ts";
import type { DefineCommand } from "./command.ts";
import { lintSettings } from "./lint-settings.ts";
import { channelOption, parseCount } from "./options.ts";

/** 2 where something could not be read, 1 for an error or too many warnings, else 0. */
export function lintExitCode({ summary, unreadable }: LintReport, hasTooManyWarnings: boolean): ExitCode {
  if (unreadable.length > 0) return exitCodes.usage;
  return summary.errors > 0 || hasTooManyWarnings ? exitCodes.findings : exitCodes.ok;
}

const unreadableText = (file: string, failure: UlbotError | undefined): string =>
  failureText(failure ?? { message: `${file} could not be read as an answer of a bot` });

export const define: DefineCommand = (command, run) => {
  command
    .argument("<files...>", "JSON or JSON Lines of a bot's answers; globs; - for standard input")
    .addOption(channelOption())
    .addOption(
      new Option("--format <name>", "how to report").choices(["stylish", "json"] as const).default("stylish" as const),
    )
    .addOption(
      new Option("--severity <level>", "the least severity to show; what is below is still counted")
        .choices(severities)
        .default("warning" as const),
    )
    .option("--max-warnings <count>", "exit 1 on more warnings than this", parseCount)
    .action(async (patterns, { channel, format, severity, maxWarnings }) => {
      const { io, config, style, say, exitWith } = run();
      const settings = lintSettings(channel, config);
      const results: FileResult[] = [];
      for await (const result of lintFiles(await expandFiles(patterns, io.cwd), settings, io)) results.push(result);
      const report = summarize(results);
      io.stdout.write(lintReporters[format](report, { style, severity }));
      for (const { file, failure } of report.unreadable) io.stderr.write(unreadableText(file, failure));
      const { warnings } = report.summary;
      const hasTooMany = maxWarnings !== undefined && warnings > maxWarnings;
      if (hasTooMany) say(`${counted(warnings, "warning")}, but --max-warnings allows ${maxWarnings}`);
      exitWith(lintExitCode(report, hasTooMany));
    });
};
