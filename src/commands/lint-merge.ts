import type { Command } from "@commander-js/extra-typings";
import { UlbotError } from "../errors.ts";
import { expandFiles } from "../input/files.ts";
import { readValues } from "../input/values.ts";
import type { Run } from "./command.ts";
import { lintOutputFormats } from "./lint-formats.ts";
import { conclude, publish } from "./lint-run.ts";
import { parseCount } from "./options.ts";
import { outputOptions, planOutputs, sourced } from "./outputs.ts";

type Options = Pick<Command, "options" | "getOptionValue" | "getOptionValueSource" | "setOptionValueWithSource">;

/** Gives merge what commander took for options of lint, which has them as well. Throws for those that merge does not have. */
function takeOptions(merge: Options, lint: Options): void {
  for (const option of lint.options) {
    const { long } = option;
    const name = option.attributeName();
    if (lint.getOptionValueSource(name) !== "cli") continue;
    if (!merge.options.some((own) => own.long === long)) {
      throw new UlbotError("usage", `merge has no option ${long}`, {
        hint: "ulbot lint merge --help shows those it has",
      });
    }
    merge.setOptionValueWithSource(name, lint.getOptionValue(name), "cli");
  }
}

/** `ulbot lint merge`: the reports of parts, which ran wherever they did, as the report of all. */
export function defineMerge(lint: Command, run: () => Run): void {
  const options = outputOptions(lintOutputFormats);
  lint
    .command("merge")
    .summary("join the reports of parts made with --shard")
    .description("Join the reports of parts made with --shard and --format json or jsonl")
    .argument("<reports...>", "reports; globs; - for standard input")
    .addOption(options.format)
    .addOption(options.output)
    .option("--max-warnings <count>", "exit 1 on more warnings than this", parseCount)
    .option("--baseline <file>", "do not report what this file knows")
    .action(async (patterns, _options, command) => {
      takeOptions(command as unknown as Options, lint);
      const { format, output, maxWarnings, baseline } = command.opts();
      const current = run();
      const { io } = current;
      const isTyped = (flag: string) =>
        command.getOptionValueSource(flag === "--format" ? "format" : "output") === "cli";
      const outputs = planOutputs(sourced({ format, output }, isTyped), lintOutputFormats, io);
      const { mergeReports } = await import("../lint/merge.ts");
      const sources = [];
      for (const file of await expandFiles(patterns, io.cwd))
        sources.push({ file, values: await readValues(file, io) });
      const whole = mergeReports(sources);
      const report = baseline ? (await import("./lint-baseline.ts")).withoutKnownOf(whole, baseline, current) : whole;
      await publish(report, outputs, current);
      current.exitWith(conclude(report, maxWarnings, current));
    });
}
