import { setFlagsFromString } from "node:v8";
import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { Sent } from "../api/attempts.ts";
import { type Composed, compose } from "../api/compose.ts";
import { confirm } from "../prompts/confirm.ts";
import { platformLimits } from "../protocol/channels.ts";
import { failureText } from "../reporters/failure-text.ts";
import { requestReporters } from "../reporters/request.ts";
import { findingsText, sendReporters, stoppedBy, waitLine } from "../reporters/send.ts";
import type { DefineCommand, Run } from "./command.ts";
import { channelOption, parseCount, parseDuration, parseWait } from "./options.ts";
import { checksOf, exitCodeOf, isShown, mayBeAsked, type SendPlan, tokenOf, urlOf } from "./send-plan.ts";

const examples = `
Examples:
  ulbot send --cid CID -m "We found your parcel"
  ulbot send --cid CID --event bubbles --set body="Well?" --set fallback="Well?" \\
    --set options.0.id=yes --set options.0.label=Yes
  ulbot send --cid CID --event contact_update --set campaigns:=true --dry-run
  ulbot send --cid CID events.json
  ulbot send news.jsonl --resume news.journal`;

function parseRate(text: string): number {
  const rate = parseCount(text);
  if (rate > 0) return rate;
  throw new InvalidArgumentError("at a rate of 0 nothing would ever be sent");
}

async function post(request: Composed, url: URL, plan: SendPlan, current: Run): Promise<Sent> {
  const { io, say } = current;
  const token = await tokenOf(plan, current);
  const { sendEvents } = await import("../api/send-events.ts");
  return sendEvents(request, {
    url,
    token,
    timeoutMs: plan.timeout,
    maxWaitMs: plan.maxWait,
    retryUnknown: plan.retryUnknown,
    env: io.env,
    signal: io.signal,
    now: io.now,
    confirm: async (what) => plan.yes || confirm(what, mayBeAsked(plan, current), io),
    onWait: (ms, why) => say(waitLine(ms, why)),
  });
}

async function sendOne(request: Composed, plan: SendPlan, current: Run): Promise<void> {
  const { io, globals, style, talkStyle, exitWith } = current;
  const url = urlOf(plan);
  const [{ findings, errors } = { findings: [], errors: [] }] = await checksOf([request], plan, current);
  if (!globals.quiet || errors.length > 0) io.stderr.write(findingsText({ findings, errors }, talkStyle));
  if (errors.length === 0 && (url === undefined || isShown(plan))) {
    const show = requestReporters[plan.curl ? "curl" : plan.format];
    io.stdout.write(show({ url, body: request.body, findings }));
    return;
  }
  const sent = errors.length > 0 ? stoppedBy(errors) : await post(request, url as URL, plan, current);
  const report = { cid: request.cids.join(", "), events: request.events, sent, findings };
  io.stdout.write(sendReporters[plan.format](report, style));
  io.stderr.write(failureText(sent));
  exitWith(exitCodeOf[sent.outcome]);
}

export const define: DefineCommand = (command, run) => {
  command
    .argument("[file]", "JSON of an event or a list of events, or JSON Lines of these; - for standard input")
    .option("--cid <cid>", "the session, as the webhooks name it; replaces the one in the file")
    .option("--context <json>", "the context of the session from then on; replaces the one in the file")
    .option("--url <url>", "the API URL of the bot, from the dashboard; also ULBOT_API_URL")
    .option("-m, --message <text>", "send this text")
    .option("--event <name>", "send this event, with values given by --set")
    .option(
      "--set <assignment>",
      "a value of the event: body=text, options.0.id=text, campaigns:=true (JSON); can be given again",
      (text: string, previous: readonly string[] = []) => [...previous, text],
    )
    .option(
      "--token-file <file>",
      "file with the security token, - for standard input; else ULBOT_SECURITY_TOKEN, also from .env",
    )
    .addOption(channelOption("channels the session may be on"))
    .option("--no-lint", "send it whatever lint finds")
    .option("--media-check", "look at the files that events link to, before anything is sent")
    .option("--yes", "send events that end the session without asking")
    .option("--dry-run", "show the request, send nothing")
    .addOption(new Option("--curl", "show the request as a curl command, send nothing").conflicts(["dryRun", "format"]))
    .addOption(
      new Option("--timeout <duration>", "how long a request may take; also ULBOT_API_TIMEOUT")
        .argParser(parseDuration)
        .default(30_000, "30s"),
    )
    .addOption(
      new Option("--max-wait <duration>", "how long a request may wait for a platform that has had enough or is away")
        .argParser(parseWait)
        .default(60_000, "1m"),
    )
    .option("--retry-unknown", "send again what may have arrived, so that it may arrive twice")
    .option("--resume <file>", "journal of a batch: go on where it stopped, or begin it")
    .addOption(
      new Option("--rate <count>", "requests a minute for a session; fewer leave room for the bot's own")
        .argParser(parseRate)
        .default(platformLimits.apiRequests.value as number),
    )
    .addOption(
      new Option("--format <name>", "how to report").choices(["pretty", "json"] as const).default("pretty" as const),
    )
    .addHelpText("after", examples)
    .action(async (file, options, self) => {
      const current = run();
      // what became of a request has to be known, whoever listens
      current.io.stopWhenUnread?.();
      const plan = { ...options, file, areNamed: self.getOptionValueSource("channel") === "cli" };
      urlOf(plan);
      const requests = await compose(plan, current.io);
      const [request] = requests;
      // the optimising compiler would keep the process for another 100 ms, for code that has run once
      if (!isShown(plan)) setFlagsFromString("--liftoff-only");
      if (request !== undefined && requests.length === 1 && plan.resume === undefined) {
        return sendOne(request, plan, current);
      }
      const { sendLines } = await import("./send-batch.ts");
      return sendLines(requests, plan, current);
    });
};
