import { once } from "node:events";
import { relative, resolve } from "node:path";
import { Option } from "@commander-js/extra-typings";
import { checkApiUrl } from "../api/api-url.ts";
import { checkBotUrl } from "../bot/endpoint-request.ts";
import { isListening } from "../bot/port.ts";
import { type BotProcess, botEnded } from "../bot/process.ts";
import { UlbotError } from "../errors.ts";
import { openRecorder, type Recorder } from "../record/recorder.ts";
import { clearWarning, passedLine, type RecordFacts, recordReporters, recordStart } from "../reporters/record.ts";
import { botUrl, whileBotRuns } from "./bot-under-test.ts";
import type { DefineCommand, Run } from "./command.ts";
import { parsePort } from "./options.ts";
import { redactKeyOption, redactorFor } from "./redactor.ts";

/** The two may only be the same where each is any that is free. */
function checkPorts(port: number, apiPort: number): void {
  if (port !== apiPort || port === 0) return;
  const message = `--port and --api-port are both ${port}, but each has to be a port of its own`;
  throw new UlbotError("usage", message, { hint: "or any that is free with 0" });
}

async function endpointOf(to: string | undefined, exec: string | undefined): Promise<URL> {
  if (to === undefined && exec === undefined) {
    const hint = "such as --to http://localhost:8000/webhook, or start it with --exec 'npm start'";
    throw new UlbotError("usage", "record has to know where the bot answers", { hint });
  }
  const url = await botUrl(to, exec, "record");
  checkBotUrl(url);
  return url;
}

/** Resolves when a bot that was started has ended, and has left nothing behind that listens in its place. */
async function untilGone(bot: BotProcess, url: URL): Promise<void> {
  await bot.exited;
  if (await isListening(url)) await new Promise(() => {});
}

/** Resolves when the program is asked to stop, when something can't be written down, or when the bot has ended. */
async function untilOver({ failed }: Recorder, url: URL, bot: BotProcess | undefined, { io }: Run): Promise<void> {
  const stopped = AbortSignal.any([io.signal, failed]);
  if (stopped.aborted) return;
  await Promise.race([once(stopped, "abort"), ...(bot ? [untilGone(bot, url)] : [])]);
}

/** Records until there is nothing more to record, with the bot running where it is to be started. */
async function recordWhileBotRuns(recorder: Recorder, exec: string | undefined, facts: RecordFacts, run: Run) {
  const { io, globals, talkStyle } = run;
  const environment = recorder.apiUrl && { ULBOT_API_URL: recorder.apiUrl.href };
  const work = async (bot: BotProcess | undefined) => {
    if (!globals.quiet) io.stderr.write(recordStart(facts, talkStyle));
    await untilOver(recorder, facts.bot, bot, run);
    const report = await recorder.close();
    // a recording has no other end
    const reason = io.signal.aborted
      ? io.signal.reason
      : bot && botEnded(bot, await bot.exited, "while it was recorded");
    return { report, reason: reason as UlbotError };
  };
  try {
    return (await whileBotRuns({ command: exec, url: facts.bot, environment }, run, work)).result;
  } finally {
    await recorder.close();
  }
}

const examples = `
Examples:
  ulbot record --to http://localhost:8000/webhook
  ulbot record --exec 'npm start' --api-url "$API_URL" --redact-key order_number`;

export const define: DefineCommand = (command, run) => {
  command
    .option("--to <url>", "the bot's webhook endpoint, such as http://localhost:8000/webhook; also ULBOT_BOT_URL")
    .option("--exec <command>", "start the bot with this command first; it gets PORT and ULBOT_API_URL")
    .addOption(
      new Option("--port <port>", "where the platform posts to instead, on 127.0.0.1; 0 for any that is free")
        .argParser(parsePort)
        .default(9000),
    )
    .option("--api-url <url>", "the API URL, to record what the bot sends there as well; also ULBOT_API_URL")
    .addOption(
      new Option("--api-port <port>", "where the bot posts to instead of the API URL")
        .argParser(parsePort)
        .default(9001),
    )
    .option("--out <directory>", "where transcripts are written, one a conversation", "recordings")
    .option("--no-redact", "write everything as it is, personal data and secrets included")
    .addOption(redactKeyOption())
    .addOption(
      new Option("--format <name>", "how to report").choices(["pretty", "json"] as const).default("pretty" as const),
    )
    .addHelpText("after", examples)
    .action(async ({ to, exec, port, apiUrl, apiPort, out, redact, redactKey, format }) => {
      const current = run();
      const { io, globals, style, talkStyle, exitWith } = current;
      const bot = await endpointOf(to, exec);
      const api = apiUrl === undefined ? undefined : checkApiUrl(apiUrl);
      if (api) checkPorts(port, apiPort);
      const redactor = redact ? redactorFor(redactKey, current) : undefined;
      if (!redactor) io.stderr.write(clearWarning(out));
      const recorder = await openRecorder({
        bot,
        port,
        api: api && { url: api, port: apiPort },
        out: resolve(io.cwd, out),
        redactor,
        onPassed(passed) {
          if (!globals.quiet) io.stderr.write(passedLine(passed, talkStyle));
        },
        now: io.now,
      });
      const facts = {
        recorder,
        bot,
        api,
        out,
        isStarted: exec !== undefined,
        isThere: exec !== undefined || (await isListening(bot)),
        isRedacted: redactor !== undefined,
      };
      const { report, reason } = await recordWhileBotRuns(recorder, exec, facts, current);
      const files = report.files.map((file) => relative(io.cwd, file));
      io.stdout.write(recordReporters[format]({ ...report, files, bot, exec, out }, style));
      if (reason.category === "unavailable") throw reason;
      exitWith(reason.exitCode);
    });
};
