import type { Command } from "@commander-js/extra-typings";
import { expandFiles } from "../input/files.ts";
import { readValues } from "../input/values.ts";
import type { Run } from "./command.ts";
import { outputOptions, planOutputs } from "./lint-outputs.ts";
import { conclude, publish } from "./lint-run.ts";
import { parseCount } from "./options.ts";

/** `ulbot lint merge`: the reports of parts, which ran wherever they did, as the report of all. */
export function defineMerge(lint: Command, run: () => Run): void {
  const options = outputOptions();
  lint
    .command("merge")
    .summary("join the reports of parts made with --shard")
    .description("Join the reports of parts made with --shard and --format json or jsonl")
    .argument("<reports...>", "reports; globs; - for standard input")
    .addOption(options.format)
    .addOption(options.output)
    .option("--max-warnings <count>", "exit 1 on more warnings than this", parseCount)
    .action(async (patterns, { format, output, maxWarnings }, command) => {
      const current = run();
      const { io } = current;
      const isTyped = (option: "format" | "output") => command.getOptionValueSource(option) === "cli";
      const wishes = [
        ...format.map((wish) => ({ ...wish, isTyped: isTyped("format") })),
        ...output.map((wish) => ({ ...wish, isTyped: isTyped("output") })),
      ];
      const outputs = planOutputs(wishes, io);
      const { mergeReports } = await import("../lint/merge.ts");
      const sources = [];
      for (const file of await expandFiles(patterns, io.cwd))
        sources.push({ file, values: await readValues(file, io) });
      const report = mergeReports(sources);
      await publish(report, outputs, current);
      current.exitWith(conclude(report, maxWarnings, current));
    });
}
