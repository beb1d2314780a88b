import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Option } from "@commander-js/extra-typings";
import { checkApiUrl } from "../api/api-url.ts";
import { createApiClient, type Sent } from "../api/client.ts";
import { addressEvents, buildPayload, composeEvent } from "../api/compose.ts";
import { curlText, requestText } from "../api/request-text.ts";
import { UlbotError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { unreadable } from "../input/files.ts";
import { isObject } from "../input/json.ts";
import { readValues } from "../input/values.ts";
import { mayAsk } from "../io.ts";
import { itemsOf } from "../lint/answer.ts";
import type { Finding } from "../lint/finding.ts";
import { type LintSettings, lintText } from "../lint/lint.ts";
import { definitionOf, isEventName } from "../protocol/events/index.ts";
import { findingLine } from "../reporters/finding-line.ts";
import { sendReporters } from "../reporters/send.ts";
import { readDotEnv } from "../settings.ts";
import type { DefineCommand, Run } from "./command.ts";
import { channelOption, lintSettings, parseDuration } from "./options.ts";

const exitCodeOf = {
  sent: exitCodes.ok,
  refused: exitCodes.findings,
  "not-sent": exitCodes.unavailable,
  unknown: exitCodes.unavailable,
} as const satisfies Record<Sent["outcome"], ExitCode>;

interface WhatToSend {
  readonly file: string | undefined;
  readonly cid: string | undefined;
  readonly message: string | undefined;
  readonly event: string | undefined;
  readonly set: readonly string[];
}

function neededCid(cid: string | undefined): string {
  if (cid !== undefined) return cid;
  const hint = "copy it from a webhook of the session: info.cid";
  throw new UlbotError("usage", "send has to know the session: give its --cid", { hint });
}

/** What to post: exactly one of a text, an event with its values, and a file. */
async function composeBody({ file, cid, message, event, set }: WhatToSend, { io }: Run): Promise<unknown> {
  const given = [message, event, file].filter((source) => source !== undefined).length;
  if (given !== 1) {
    const hint = "such as -m 'Hello', --event bubbles --set body=…, events.json, or - for standard input";
    const what = given === 0 ? "there is nothing to send" : "there is more than one thing to send";
    throw new UlbotError("usage", `${what}: give a message, an event or a file`, { hint });
  }
  if (set.length > 0 && event === undefined) throw new UlbotError("usage", "--set goes with --event");
  if (message !== undefined) return composeEvent(neededCid(cid), "message", { body: message });
  if (event !== undefined) return composeEvent(neededCid(cid), event, buildPayload(set));
  return addressEvents(await readValues(file as string, io), cid);
}

/** An error stops the request where it holds whatever the channel, or for every channel that it may be. */
function stops({ severity, channels }: Finding, settings: LintSettings): boolean {
  return severity === "error" && (channels.length === 0 || channels.length === settings.channels.length);
}

/** Lints what is about to leave; true where nothing keeps it from leaving. */
function checkBody(findings: readonly Finding[], settings: LintSettings, { io, style }: Run): boolean {
  const shown = findings.filter(({ severity }) => severity !== "info");
  for (const finding of shown) io.stderr.write(`${findingLine(finding, style)}\n`);
  if (!findings.some((finding) => stops(finding, settings))) return true;
  io.stderr.write("not sent: correct the errors, or send it as it is with --no-lint\n");
  return false;
}

function readToken(file: string | undefined, { io }: Run): string {
  if (file !== undefined) {
    try {
      return readFileSync(resolve(io.cwd, file), "utf8").trim();
    } catch (error) {
      throw unreadable(file, error);
    }
  }
  const token = io.env.ULBOT_SECURITY_TOKEN ?? readDotEnv(io.cwd).ULBOT_SECURITY_TOKEN;
  if (token?.trim()) return token.trim();
  const hint = "set ULBOT_SECURITY_TOKEN, put it into .env, or name a file with --token-file";
  throw new UlbotError("usage", "there is no security token for the API URL", { hint });
}

/** Asks before an event that ends the session, or wants `--yes` where nobody can be asked. */
async function confirmEnd(names: readonly string[], { io, globals }: Run): Promise<void> {
  const ending = names.find((name) => isEventName(name) && definitionOf(name).endsSession !== "never");
  if (ending === undefined) return;
  if (!mayAsk(io, globals.input)) {
    throw new UlbotError("usage", `${ending} ends the session of a live contact`, { hint: "confirm it with --yes" });
  }
  const { confirm } = await import("../prompts/confirm.ts");
  if (!(await confirm(`${ending} ends the session. Send it?`, io))) throw new UlbotError("interrupted", "not sent");
}

const namesOf = (body: unknown): string[] =>
  itemsOf(body).map(({ value }) => String(isObject(value) && isObject(value.packet) ? value.packet.name : "?"));

const cidOf = (body: unknown): string => {
  const [first] = itemsOf(body);
  return String(isObject(first?.value) && isObject(first.value.info) ? first.value.info.cid : "?");
};

function neededUrl(url: string | undefined): URL {
  if (url !== undefined) return checkApiUrl(url);
  const hint = "copy it from the bot's settings in the dashboard, into --url or ULBOT_API_URL";
  throw new UlbotError("usage", "send has to know the API URL", { hint });
}

export const define: DefineCommand = (command, run) => {
  command
    .argument("[file]", "JSON of an event or a list of events; - for standard input")
    .option("--cid <cid>", "the session, as the webhooks name it; goes before the one in the file")
    .option("--url <url>", "the API URL of the bot, from the dashboard; also ULBOT_API_URL")
    .option("-m, --message <text>", "send this text")
    .option("--event <name>", "send this event, with values given by --set")
    .option(
      "--set <assignment>",
      "a value of the event: key=text, options.0.id=text, duration:=2; can be given again",
      (text: string, previous: string[]) => [...previous, text],
      [] as string[],
    )
    .option("--token-file <file>", "file with the security token; else ULBOT_SECURITY_TOKEN, also from .env")
    .addOption(channelOption())
    .option("--no-lint", "send it whatever lint finds")
    .option("--yes", "send events that end the session without asking")
    .option("--dry-run", "show the request, send nothing")
    .option("--curl", "show the request as a curl command, send nothing")
    .option("--timeout <duration>", "how long a request may take", parseDuration, 30_000)
    .option("--max-wait <duration>", "how long to wait in all when the platform says 429", parseDuration, 60_000)
    .addOption(
      new Option("--format <name>", "how to report").choices(["pretty", "json"] as const).default("pretty" as const),
    )
    .action(async (file, options) => {
      const current = run();
      const { io, config, style, exitWith } = current;
      const url = neededUrl(options.url);
      const body = await composeBody({ file, ...pick(options) }, current);
      const settings: LintSettings = { ...lintSettings(options.channel, config), fromBot: true };
      const text = JSON.stringify(body, null, 2);
      const findings = options.lint ? lintText({ file: "<request>", text }, settings).findings : [];
      if (!checkBody(findings, settings, current)) return exitWith(exitCodes.findings);
      if (options.dryRun || options.curl) {
        io.stdout.write(options.curl ? curlText(url, body) : requestText(url, body));
        return;
      }
      const token = readToken(options.tokenFile, current);
      const events = namesOf(body);
      if (!options.yes) await confirmEnd(events, current);
      const { timeout: timeoutMs, maxWait: maxWaitMs } = options;
      const client = createApiClient({ url, token, timeoutMs, maxWaitMs, signal: io.signal, now: io.now });
      try {
        const sent = await client.send(body);
        io.stdout.write(sendReporters[options.format]({ cid: cidOf(body), events, sent, findings }, style));
        if (sent.message) io.stderr.write(`ulbot: ${sent.message}\n${sent.hint ? `  ${sent.hint}\n` : ""}`);
        exitWith(exitCodeOf[sent.outcome]);
      } finally {
        await client.close();
      }
    });
};

function pick({ cid, message, event, set }: Partial<Omit<WhatToSend, "set">> & Pick<WhatToSend, "set">) {
  return { cid, message, event, set };
}
