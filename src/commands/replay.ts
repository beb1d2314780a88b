import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { createEndpoint } from "../bot/endpoint.ts";
import { lastLines } from "../bot/output-tail.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import type { Conversation } from "../replay/conversation.ts";
import { type ReplayOptions, replay } from "../replay/replay.ts";
import { type ReplayReport, summarizeTurns, type Turn } from "../replay/turn.ts";
import { type ReplayReporter, replayReporters } from "../reporters/replay/index.ts";
import { botUrl, readConversations, whileBotRuns } from "./bot-under-test.ts";
import type { DefineCommand, Run } from "./command.ts";
import { lintSettings } from "./lint-settings.ts";
import { headerOption, parseCount, parseDuration } from "./options.ts";

/** 3 where the bot could not be reached, 1 where a turn failed, else 0. */
export function replayExitCode({ turns, summary }: ReplayReport): ExitCode {
  if (turns.some(({ unreachable }) => unreachable)) return exitCodes.unavailable;
  return summary.failed > 0 ? exitCodes.findings : exitCodes.ok;
}

function parseJobs(text: string): number {
  const jobs = parseCount(text);
  if (jobs > 0) return jobs;
  throw new InvalidArgumentError("at least one conversation has to go on at a time");
}

/** Replays, and writes what the reporter makes of each turn as it comes. */
async function playAndReport(
  conversations: readonly Conversation[],
  options: ReplayOptions,
  reporter: ReplayReporter,
  { io, style }: Run,
): Promise<ReplayReport> {
  const view = { style, width: io.stdout.columns || 80 };
  const turns: Turn[] = [];
  for await (const turn of replay(conversations, options)) {
    io.stdout.write(reporter.turn(turn, turns.at(-1), view));
    turns.push(turn);
  }
  const report = summarizeTurns(turns);
  io.stdout.write(reporter.end(report, view));
  return report;
}

/** Shows the end of what a bot printed where that may explain a failure: it did not answer, or said that it failed. */
function explain({ turns }: ReplayReport, output: string, { globals, say }: Run): void {
  const lines = lastLines(output, 20);
  const hasBroken = turns.some(({ outcome, status }) => outcome === "failed" && (status === null || status >= 500));
  if (globals.verbose || lines.length === 0 || !hasBroken) return;
  say(["the end of what the bot printed:", ...lines.map((line) => `  ${line}`)].join("\n"));
}

export const define: DefineCommand = (command, run) => {
  command
    .argument("<fixtures...>", "recorded webhooks: one, a list of them, or JSON Lines; globs; - for standard input")
    .option("--url <url>", "the bot's webhook endpoint, such as http://localhost:8000/webhook")
    .option("--exec <command>", "start the bot with this command first; it gets its port as PORT")
    .addOption(headerOption())
    .addOption(
      new Option("--timeout <duration>", "how long an answer may take, such as 5s or 500ms")
        .argParser(parseDuration)
        .default(5000, "5s"),
    )
    .option("--jobs <count>", "conversations at once", parseJobs, 4)
    .addOption(
      new Option("--format <name>", "how to report").choices(["pretty", "json"] as const).default("pretty" as const),
    )
    .action(async (patterns, { url, exec, header, timeout, jobs, format }) => {
      const current = run();
      const conversations = await readConversations(patterns, current);
      const target = await botUrl(url, exec, "replay");
      // made before the bot is started: a URL or a header that cannot be used is the user's news, not the bot's
      const endpoint = createEndpoint({ url: target, headers: Object.fromEntries(header), timeoutMs: timeout });
      const settings = lintSettings(undefined, current.config);
      const options = { endpoint, settings, jobs, signal: current.io.signal };
      const { result: report, output } = await whileBotRuns(exec, target, current, () =>
        playAndReport(conversations, options, replayReporters[format], current).finally(() => endpoint.close()),
      );
      explain(report, output, current);
      current.exitWith(replayExitCode(report));
    });
};
