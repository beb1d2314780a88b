import { Option } from "@commander-js/extra-typings";
import { exitCodes } from "../exit-codes.ts";
import { expandFiles } from "../input/files.ts";
import { readValues } from "../input/values.ts";
import { writeOutput } from "../output.ts";
import { type PreviewedFile, previewFile } from "../preview/preview.ts";
import { printable } from "../printable.ts";
import { counted } from "../reporters/counted.ts";
import { previewFormats, previewReporters } from "../reporters/preview/index.ts";
import { createStyle } from "../reporters/style.ts";
import type { DefineCommand } from "./command.ts";
import { lintSettings } from "./lint-settings.ts";
import { channelOption, parseCount } from "./options.ts";

/** What stderr says of a file whose answers aren't as they should be; nothing of one that is. */
function warningOf({ file, events }: PreviewedFile): string | undefined {
  const errors = events.flatMap(({ findings }) => findings).filter(({ severity }) => severity === "error").length;
  const undrawn = events.filter(({ renderings }) => renderings.length === 0).length;
  const faults = [
    ...(undrawn > 0 ? [`${counted(undrawn, "event")} can't be drawn`] : []),
    ...(errors > 0 ? [`lint finds ${counted(errors, "error")}`] : []),
  ];
  return faults.length > 0 ? `${printable(file)}: ${faults.join(", ")}; ulbot lint says where` : undefined;
}

export const define: DefineCommand = (command, run) => {
  command
    .argument("<files...>", "JSON, JSON Lines or YAML of a bot's answers, or transcripts; globs; - for standard input")
    .addOption(channelOption("channels to draw"))
    .addOption(new Option("--format <name>", "how to draw").choices(previewFormats).default("pretty" as const))
    .option("-o, --output <file>", "write it to a file instead of standard output")
    .option("--width <cells>", "how wide to draw; as wide as the terminal unless told", parseCount)
    .action(async (patterns, { channel, format, output, width }) => {
      const { io, config, style, say, exitWith } = run();
      const settings = lintSettings(channel, config);
      const files: PreviewedFile[] = [];
      for (const file of await expandFiles(patterns, io.cwd)) {
        files.push(previewFile(file, await readValues(file, io), settings));
      }
      const report = await previewReporters[format]();
      const text = report(files, {
        style: output ? await createStyle(false) : style,
        width: width ?? (io.stdout.columns || 80),
        channels: settings.channels,
      });
      if (output) {
        await writeOutput(output, text, io.cwd);
        say(`wrote ${printable(output)}`);
      } else io.stdout.write(text);
      for (const warning of files.map(warningOf)) if (warning) say(warning);
      const isDrawn = files.every(({ events }) => events.every(({ renderings }) => renderings.length > 0));
      exitWith(isDrawn ? exitCodes.ok : exitCodes.usage);
    });
};
