import { Option } from "@commander-js/extra-typings";
import { eventReference } from "../reference/events.ts";
import { eventReporters } from "../reporters/events/index.ts";
import type { DefineCommand } from "./command.ts";
import { lintSettings } from "./lint-settings.ts";

export const define: DefineCommand = (command, run) => {
  command
    .argument("[name]", "the event to tell all of, in both directions (default: a list of all)")
    .addOption(
      new Option("--format <name>", "how to print it")
        .choices(["pretty", "json", "markdown"] as const)
        .default("pretty" as const),
    )
    .action((name, { format }) => {
      const { io, config, style } = run();
      const { corrections } = lintSettings(undefined, config);
      const reference = eventReference(name, corrections);
      io.stdout.write(eventReporters[format](reference, { style, width: io.stdout.columns || 80 }, name));
    });
};
