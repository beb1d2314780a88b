import { Option } from "@commander-js/extra-typings";
import { expandFiles } from "../input/files.ts";
import { type FileValue, failureAt, readValues } from "../input/values.ts";
import { type EventNode, envelopeFaults, itemsOf, type NodeSettings, readNode } from "../lint/answer.ts";
import { type PreviewReport, previewReporters } from "../reporters/preview.ts";
import type { DefineCommand } from "./command.ts";
import { lintSettings } from "./lint-settings.ts";
import { channelOption } from "./options.ts";

/** The events of an answer. Throws an `UlbotError` with the place of the first thing that is none. */
function nodesOf(source: FileValue, settings: NodeSettings): EventNode[] {
  return itemsOf(source.value).map((item) => {
    const [fault] = envelopeFaults(item.value);
    if (fault) throw failureAt(source, [...item.path, ...fault.path], fault.message, fault.hint);
    const node = readNode(item, settings);
    const hint = "ulbot lint says which name is near";
    if (!node) throw failureAt(source, [...item.path, "packet", "name"], "there is no event of this name", hint);
    return node;
  });
}

export const define: DefineCommand = (command, run) => {
  command
    .argument("<files...>", "JSON or JSON Lines of a bot's answers; globs; - for standard input")
    .addOption(channelOption("channels to draw"))
    .addOption(
      new Option("--format <name>", "how to report").choices(["pretty", "json"] as const).default("pretty" as const),
    )
    .action(async (patterns, { channel, format }) => {
      const { io, config, style } = run();
      const settings = lintSettings(channel, config);
      const reports: PreviewReport[] = [];
      for (const file of await expandFiles(patterns, io.cwd)) {
        const nodes = (await readValues(file, io)).flatMap((source) => nodesOf(source, settings));
        reports.push({ file, events: nodes.map(({ name, renderings }) => ({ name, renderings })) });
      }
      io.stdout.write(previewReporters[format](reports, { style, width: io.stdout.columns || 80 }));
    });
};
