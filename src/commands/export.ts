import { Option } from "@commander-js/extra-typings";
import { checkBotUrl } from "../bot/endpoint-request.ts";
import { UlbotError } from "../errors.ts";
import { bySession, exchangesIn, type RecordedExchange } from "../exchange/recorded.ts";
import { expandFiles } from "../input/files.ts";
import { printable } from "../printable.ts";
import { counted } from "../reporters/counted.ts";
import { exporters, exportFormats } from "../reporters/export/index.ts";
import { readRecorded } from "../transcript/cut.ts";
import { botUrl } from "./bot-under-test.ts";
import type { DefineCommand, Run } from "./command.ts";
import { checkIsNew, writeNew } from "./new-file.ts";
import { headerOption } from "./options.ts";

const examples = `
Examples:
  ulbot export 'fixtures/*.json' --to curl -o play.sh
  ulbot export conversation.jsonl --to artillery --url https://bot.example.com/webhook -o load.yaml
  ulbot export conversation.jsonl --to hurl --header API-SECURITY-TOKEN: -o conversation.hurl`;

/** What was recorded in files. Throws an `UlbotError` where there is no webhook. */
async function readExchanges(patterns: readonly string[], { io, say }: Run): Promise<RecordedExchange[]> {
  const exchanges: RecordedExchange[] = [];
  for (const file of await expandFiles(patterns, io.cwd)) {
    const { values, warnings } = await readRecorded(file, io);
    for (const { file: name, line, message } of warnings) say(`${printable(name)}:${line}: ${message}`);
    exchanges.push(...exchangesIn(values));
  }
  if (exchanges.length > 0) return exchanges;
  throw new UlbotError("usage", `there is no webhook in ${patterns.join(", ")}`);
}

export const define: DefineCommand = (command, run) => {
  command
    .argument(
      "<fixtures...>",
      "recorded webhooks: one, a list, JSON Lines, or a transcript; globs; - for standard input",
    )
    .addOption(new Option("--to <format>", "what to make of them").choices(exportFormats))
    .option("-o, --output <file>", "write it to a file instead of standard output")
    .option("--force", "overwrite the file that -o names")
    .option("--url <url>", "the bot's webhook endpoint", "http://localhost:8000/webhook")
    .addOption(headerOption("header the platform sends, 'Name:'; its value is never written; can be given again"))
    .addHelpText("after", examples)
    .action(async (patterns, { to, url, header, ...file }) => {
      const current = run();
      const { io, say } = current;
      if (to === undefined) {
        const hint = `say it with --to: ${exportFormats.join(", ")}`;
        throw new UlbotError("usage", "export has to know what to make", { hint });
      }
      checkIsNew(file, current);
      const target = await botUrl(url, undefined, "export");
      checkBotUrl(target);
      // it is the client's own, and no request has one
      target.hash = "";
      const exchanges = await readExchanges(patterns, current);
      const conversations = bySession(exchanges);
      const headers = [...new Set(header.map(([name]) => name))];
      const script = { conversations, url: target, headers, version: io.version, now: io.now() };
      await writeNew(await exporters[to](script), file, current);
      say(`${counted(conversations.length, "conversation")}, ${counted(exchanges.length, "webhook")}`);
    });
};
