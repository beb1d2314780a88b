import { setFlagsFromString } from "node:v8";
import { Option } from "@commander-js/extra-typings";
import { checkApiUrl } from "../api/api-url.ts";
import { checkRequest } from "../api/check.ts";
import type { Sent } from "../api/client.ts";
import { type Composed, compose } from "../api/compose.ts";
import { readToken } from "../api/token.ts";
import { UlbotError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { stdinName } from "../input/files.ts";
import { mayAsk } from "../io.ts";
import { confirm } from "../prompts/confirm.ts";
import { failureText } from "../reporters/failure-text.ts";
import { requestReporters } from "../reporters/request.ts";
import { findingsText, type SendOutcome, sendReporters, stoppedBy, waitLine } from "../reporters/send.ts";
import type { DefineCommand, Run } from "./command.ts";
import { lintSettings } from "./lint-settings.ts";
import { channelOption, parseDuration } from "./options.ts";

const exitCodeOf = {
  sent: exitCodes.ok,
  refused: exitCodes.findings,
  stopped: exitCodes.findings,
  "not-sent": exitCodes.unavailable,
  unknown: exitCodes.unavailable,
} as const satisfies Record<SendOutcome, ExitCode>;

const examples = `
Examples:
  ulbot send --cid CID -m "We found your parcel"
  ulbot send --cid CID --event bubbles --set body="Well?" --set fallback="Well?" \\
    --set options.0.id=yes --set options.0.label=Yes
  ulbot send --cid CID --event contact_update --set campaigns:=true --dry-run
  ulbot send --cid CID events.json`;

interface PostOptions {
  readonly file: string | undefined;
  readonly tokenFile?: string | undefined;
  readonly yes?: true | undefined;
  /** in milliseconds */
  readonly timeout: number;
  /** in milliseconds */
  readonly maxWait: number;
}

function neededUrl(url: string | undefined): URL {
  if (url !== undefined) return checkApiUrl(url);
  const hint = "copy it from the settings of the bot in the Userlike dashboard, into --url or ULBOT_API_URL";
  throw new UlbotError("usage", "send has to know the API URL", { hint });
}

/** A wait may be none at all. */
const parseWait = (text: string): number => (/^0+(ms|s|m)?$/.test(text.trim()) ? 0 : parseDuration(text));

async function post(request: Composed, url: URL, options: PostOptions, { io, globals, say }: Run): Promise<Sent> {
  const token = readToken(options.tokenFile, io);
  // the optimising compiler would keep the process for another 100 ms, for code that has run once
  setFlagsFromString("--liftoff-only");
  const { sendEvents } = await import("../api/send-events.ts");
  const mayBeAsked = mayAsk(io, globals.input) && options.file !== stdinName;
  return sendEvents(request, {
    url,
    token,
    timeoutMs: options.timeout,
    maxWaitMs: options.maxWait,
    signal: io.signal,
    now: io.now,
    confirm: async (what) => options.yes || confirm(what, mayBeAsked, io),
    onWait: (ms) => say(waitLine(ms)),
  });
}

export const define: DefineCommand = (command, run) => {
  command
    .argument("[file]", "JSON of an event or a list of events; - for standard input")
    .option("--cid <cid>", "the session, as the webhooks name it; replaces the one in the file")
    .option("--url <url>", "the API URL of the bot, from the dashboard; also ULBOT_API_URL")
    .option("-m, --message <text>", "send this text")
    .option("--event <name>", "send this event, with values given by --set")
    .option(
      "--set <assignment>",
      "a value of the event: body=text, options.0.id=text, campaigns:=true (JSON); can be given again",
      (text: string, previous: readonly string[] = []) => [...previous, text],
    )
    .option("--token-file <file>", "file with the security token; else ULBOT_SECURITY_TOKEN, also from .env")
    .addOption(channelOption("channels the session may be on"))
    .option("--no-lint", "send it whatever lint finds")
    .option("--yes", "send events that end the session without asking")
    .option("--dry-run", "show the request, send nothing")
    .addOption(new Option("--curl", "show the request as a curl command, send nothing").conflicts(["dryRun", "format"]))
    .addOption(
      new Option("--timeout <duration>", "how long a request may take; also ULBOT_API_TIMEOUT")
        .argParser(parseDuration)
        .default(30_000, "30s"),
    )
    .addOption(
      new Option("--max-wait <duration>", "how long to wait in all when the platform says 429")
        .argParser(parseWait)
        .default(60_000, "1m"),
    )
    .addOption(
      new Option("--format <name>", "how to report").choices(["pretty", "json"] as const).default("pretty" as const),
    )
    .addHelpText("after", examples)
    .action(async (file, options, self) => {
      const current = run();
      const { io, config, globals, style, talkStyle, exitWith } = current;
      const url = neededUrl(options.url);
      const request = await compose({ ...options, file }, io);
      const areNamed = self.getOptionValueSource("channel") === "cli";
      const { findings, errors } = options.lint
        ? checkRequest(request, lintSettings(options.channel, config), areNamed)
        : { findings: [], errors: [] };
      if (!globals.quiet || errors.length > 0) io.stderr.write(findingsText({ findings, errors }, talkStyle));
      if (errors.length === 0 && (options.dryRun || options.curl)) {
        const show = requestReporters[options.curl ? "curl" : options.format];
        io.stdout.write(show({ url, body: request.body, findings }));
        return;
      }
      const sent = errors.length > 0 ? stoppedBy(errors) : await post(request, url, { ...options, file }, current);
      const report = { cid: request.cid, events: request.events, sent, findings };
      io.stdout.write(sendReporters[options.format](report, style));
      io.stderr.write(failureText(sent));
      exitWith(exitCodeOf[sent.outcome]);
    });
};
