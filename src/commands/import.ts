import { Option } from "@commander-js/extra-typings";
import { UlbotError } from "../errors.ts";
import type { Imported } from "../exchange/exchange.ts";
import { importFile, importFormats } from "../exchange/formats.ts";
import { expandFiles } from "../input/files.ts";
import { printable } from "../printable.ts";
import { channelNames } from "../protocol/channels.ts";
import { counted } from "../reporters/counted.ts";
import type { Entry } from "../transcript/entry.ts";
import type { Replaced } from "../transcript/pseudonyms.ts";
import type { Redactor } from "../transcript/redact.ts";
import { entryText } from "../transcript/write.ts";
import type { DefineCommand } from "./command.ts";
import { checkIsNew, writeNew } from "./new-file.ts";
import { redactKeyOption, redactorFor } from "./redactor.ts";

const examples = `
Examples:
  ulbot import devtools.har -o conversation.jsonl
  curl -s http://localhost:4040/api/requests/http | ulbot import - -o conversation.jsonl
  ulbot import greeting.chat --channel whatsapp_business`;

/** How often each thing was passed over, the most frequent first. */
function passedOverLine(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return `passed over: ${sorted.map(([name, count]) => `${printable(name)} (${count})`).join(", ")}`;
}

function replacedLine(replaced: readonly Replaced[]): string {
  const parts = replaced.map(({ kind, values, places }) => `${kind} (${values}, in ${counted(places, "place")})`);
  return `replaced: ${parts.length > 0 ? parts.join(", ") : "nothing"}`;
}

const count = (entries: readonly Entry[], kind: Entry["kind"]): number =>
  entries.filter((entry) => entry.kind === kind).length;

function summaryOf(entries: readonly Entry[]): string {
  const conversations = new Set(entries.map(({ cid }) => cid)).size;
  const parts = [
    counted(conversations, "conversation"),
    counted(count(entries, "webhook"), "webhook"),
    counted(count(entries, "answer"), "answer"),
    counted(count(entries, "request"), "request"),
  ];
  return parts.join(", ");
}

/** The entries without what is personal or secret, and what was replaced. */
function redacted(imported: readonly Imported[], redactor: Redactor): { entries: Entry[]; replaced: Replaced[] } {
  for (const secret of imported.flatMap(({ secrets }) => secrets)) redactor.learn(secret);
  // what one part of a file tells, such as a name, is replaced in all of it
  const entries = imported.flatMap((one) => redactor.turn(one.entries));
  return { entries, replaced: redactor.report() };
}

export const define: DefineCommand = (command, run) => {
  command
    .argument("<files...>", "what another tool has saved; globs; - for standard input")
    .addOption(new Option("--from <format>", "what the files are; recognised unless told").choices(importFormats))
    .option("-o, --output <file>", "write the transcript to a file instead of standard output")
    .option("--force", "overwrite the file that -o names")
    .addOption(
      new Option("--channel <name>", "where a conversation in chat or bot-framework takes place").choices(channelNames),
    )
    .option("--no-redact", "keep names, addresses and everything else as it is")
    .addOption(redactKeyOption())
    .addHelpText("after", examples)
    .action(async (patterns, { from, channel, redact, redactKey, ...file }) => {
      const current = run();
      const { io, say } = current;
      checkIsNew(file, current);
      const imported: Imported[] = [];
      for (const name of await expandFiles(patterns, io.cwd)) {
        imported.push(await importFile(name, from, { now: io.now(), channel }, io));
      }
      const passedOver = imported.flatMap((one) => one.passedOver);
      if (passedOver.length > 0) say(passedOverLine(passedOver));
      const { entries, replaced } = redact
        ? redacted(imported, redactorFor(redactKey, current))
        : { entries: imported.flatMap((one) => one.entries), replaced: undefined };
      if (entries.length === 0) throw new UlbotError("usage", `there is no webhook in ${patterns.join(", ")}`);
      await writeNew(entries.map((entry, index) => entryText(entry, { first: index === 0 })).join(""), file, current);
      say(summaryOf(entries));
      if (replaced) say(replacedLine(replaced));
    });
};
