import { Option } from "@commander-js/extra-typings";
import { createEndpoint } from "../bot/endpoint.ts";
import { freePort } from "../bot/port.ts";
import { type BotProcess, startBot } from "../bot/process.ts";
import { UlbotError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { expandFiles } from "../input/files.ts";
import { readValues } from "../input/values.ts";
import { printable } from "../printable.ts";
import { type Conversation, conversationsOf, webhooksOf } from "../replay/conversation.ts";
import { type ReplayOptions, replay } from "../replay/replay.ts";
import { type ReplayReport, summarizeTurns, type Turn } from "../replay/turn.ts";
import { replayReporters } from "../reporters/replay/index.ts";
import type { DefineCommand, Run } from "./command.ts";
import { lintSettings, parseCount, parseDuration, parseHeader } from "./options.ts";

/** 3 where the bot could not be reached, 1 where a turn failed, else 0. */
export function replayExitCode({ turns, summary }: ReplayReport): ExitCode {
  if (turns.some(({ unreachable }) => unreachable)) return exitCodes.unavailable;
  return summary.failed > 0 ? exitCodes.findings : exitCodes.ok;
}

async function readConversations(patterns: readonly string[], { io }: Run): Promise<Conversation[]> {
  const sources = [];
  for (const file of await expandFiles(patterns, io.cwd)) sources.push(...(await readValues(file, io)));
  const recorded = webhooksOf(sources);
  if (recorded.length === 0) throw new UlbotError("usage", `there is no webhook in ${patterns.join(", ")}`);
  return conversationsOf(recorded);
}

/** The URL asked for; where the bot is started by us and none is, a free port of this machine. */
async function endpointUrl(url: string | undefined, exec: string | undefined): Promise<URL> {
  if (url === undefined && exec !== undefined) return new URL(`http://127.0.0.1:${await freePort()}/webhook`);
  if (url === undefined) {
    const hint = "such as --url http://localhost:8000/webhook, or start it with --exec 'npm start'";
    throw new UlbotError("usage", "replay has to know where the bot answers", { hint });
  }
  if (URL.canParse(url)) return new URL(url);
  throw new UlbotError("usage", `"${printable(url)}" is no URL`, { hint: "such as http://localhost:8000/webhook" });
}

async function runTurns(
  conversations: readonly Conversation[],
  options: ReplayOptions,
  onTurn: (turn: Turn, previous: Turn | undefined) => void,
): Promise<ReplayReport> {
  const turns: Turn[] = [];
  for await (const turn of replay(conversations, options)) {
    onTurn(turn, turns.at(-1));
    turns.push(turn);
  }
  return summarizeTurns(turns);
}

export const define: DefineCommand = (command, run) => {
  command
    .argument("<fixtures...>", "recorded webhooks: one, a list of them, or JSON Lines; globs; - for standard input")
    .option("--url <url>", "the bot's webhook endpoint, such as http://localhost:8000/webhook")
    .option("--exec <command>", "start the bot with this command first; it gets its port as PORT")
    .option("--header <header>", "header the platform sends, 'Name: value'; can be given again", parseHeader, [])
    .option("--timeout <duration>", "how long an answer may take, such as 5s or 500ms", parseDuration, 5000)
    .option("--jobs <count>", "conversations at once", parseCount, 4)
    .addOption(
      new Option("--format <name>", "how to report").choices(["pretty", "json"] as const).default("pretty" as const),
    )
    .action(async (patterns, { url, exec, header, timeout, jobs, format }) => {
      const current = run();
      const { io, config, style, say, globals, exitWith } = current;
      const conversations = await readConversations(patterns, current);
      const target = await endpointUrl(url, exec);
      const settings = lintSettings(undefined, config);
      const endpoint = createEndpoint({ url: target, headers: Object.fromEntries(header), timeoutMs: timeout });
      const reporter = replayReporters[format];
      let bot: BotProcess | undefined;
      try {
        if (exec !== undefined) {
          say(`starting ${printable(exec)}`);
          const onOutput = (text: string) => io.stderr.write(printable(text, { newlines: true }));
          const env = { ...io.env };
          bot = await startBot({
            command: exec,
            cwd: io.cwd,
            env,
            url: target,
            signal: io.signal,
            ...(globals.verbose ? { onOutput } : {}),
          });
        }
        const options = { endpoint, settings, jobs: Math.max(1, jobs), signal: io.signal };
        const report = await runTurns(conversations, options, (turn, previous) =>
          io.stdout.write(reporter.turn(turn, previous, style)),
        );
        io.stdout.write(reporter.end(report, style));
        exitWith(replayExitCode(report));
      } finally {
        await endpoint.close();
        await bot?.stop();
      }
    });
};
