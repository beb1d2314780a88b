import { Option } from "@commander-js/extra-typings";
import { ruleFacts, ruleGroups, rulesOf } from "../reference/rules.ts";
import { ruleReporters } from "../reporters/rules/index.ts";
import type { DefineCommand } from "./command.ts";

export const define: DefineCommand = (command, run) => {
  command
    .argument("[ids...]", "rules to show with their examples (default: a list of all)")
    .addOption(
      new Option("--format <name>", "how to print them")
        .choices(["pretty", "json", "markdown"] as const)
        .default("pretty" as const),
    )
    .action((ids, { format }) => {
      const { io, style } = run();
      const view = { style, width: io.stdout.columns || 80 };
      const { list, pages } = ruleReporters[format];
      if (ids.length === 0) return void io.stdout.write(list(ruleGroups(), view));
      io.stdout.write(pages(rulesOf(ids).map(ruleFacts), view));
    });
};
