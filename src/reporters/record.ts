import { place } from "../bot/network-problem.ts";
import { printable } from "../printable.ts";
import type { Recorder, RecordReport } from "../record/recorder.ts";
import type { Passed } from "../record/recording.ts";
import { pathWord } from "../scaffold/command-line.ts";
import { counted } from "./counted.ts";
import { jsonText } from "./json-text.ts";
import type { Style } from "./style.ts";

/** What stands between whom. */
export interface RecordFacts {
  readonly recorder: Pick<Recorder, "webhookUrl" | "apiUrl">;
  readonly bot: URL;
  readonly api: URL | undefined;
  /** the folder for transcripts, as it was named */
  readonly out: string;
  /** whether the bot was started by us, and so knows its API URL */
  readonly isStarted: boolean;
  /** whether somebody listens where the bot should be */
  readonly isThere: boolean;
  readonly isRedacted: boolean;
}

/** What was recorded, and how the bot can be reached again. */
export interface RecordResult extends RecordReport {
  readonly bot: URL;
  readonly exec: string | undefined;
  readonly out: string;
}

/** The most transcripts that are named one by one. */
const mostNamed = 10;

/** A URL with its path; that it has a query is shown, what is in it is not. */
const shown = (url: URL): string => printable(`${place(url)}${url.search === "" ? "" : "?…"}`);

/** What to do now, for stderr. */
export function recordStart(
  { recorder, bot, api, out, isStarted, isThere, isRedacted }: RecordFacts,
  style: Style,
): string {
  const { webhookUrl, apiUrl } = recorder;
  const lines = [`post webhooks to ${style.bold(shown(webhookUrl))}, they go on to ${shown(bot)}`];
  if (apiUrl && api) {
    const how = isStarted ? "the bot was given" : "start the bot with";
    lines.push(`${how} ULBOT_API_URL=${style.bold(shown(apiUrl))}, its requests go on to ${printable(api.origin)}`);
  }
  if (!isThere)
    lines.push(`nothing listens at ${printable(bot.origin)} yet: webhooks are answered with 502 until the bot does`);
  lines.push(`transcripts go to ${printable(out)}${isRedacted ? ", redacted" : ""}; Ctrl-C ends it`);
  return lines.map((line) => `${line}\n`).join("");
}

/** What is said before everything is written as it is, for stderr. */
export function clearWarning(out: string): string {
  return (
    "ulbot: warning: --no-redact writes everything as it is: names, mail addresses, phone numbers, what people wrote,\n" +
    `  and links and tokens that still work; keep ${printable(out)} out of git, and delete it when you are done\n`
  );
}

/** A line on what passed by, for stderr; nothing in it is anybody's. */
export function passedLine({ kind, names, status, ms, cid, problem }: Passed, style: Style): string {
  const isFine = status !== null && status < 300;
  const mark = isFine ? style.green(String(status)) : style.red(status === null ? "---" : String(status));
  const what = names.length > 5 ? counted(names.length, "event") : printable(names.join(", "));
  const subject = { turn: what, request: `API URL: ${what}`, other: "not recorded" }[kind];
  const reason = status === null ? "no whole answer" : problem;
  const time = ms < 999.95 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`;
  const parts = [mark, style.dim(time.padStart(8)), subject, cid && style.dim(cid), reason && printable(reason)];
  return `${parts.filter(Boolean).join("  ")}\n`;
}

function countsLine({ files, turns, requests, unrecorded }: RecordResult): string {
  const parts = [counted(files.length, "conversation"), counted(turns, "turn")];
  if (requests > 0) parts.push(`${counted(requests, "request")} to the API URL`);
  const rest = unrecorded > 0 ? `; ${counted(unrecorded, "exchange")} passed on but not recorded` : "";
  return `${parts.join(", ")}${rest}`;
}

function replacedLines({ replaced, turns, requests }: RecordResult): string[] {
  if (turns + requests === 0) return [];
  if (replaced === undefined) return ["nothing was redacted"];
  if (replaced.length === 0) return ["there was nothing to redact"];
  const width = Math.max(...replaced.map(({ kind }) => kind.length));
  const lines = replaced.map(
    ({ kind, values, places }) => `  ${kind.padEnd(width)}  ${counted(values, "value")} in ${counted(places, "place")}`,
  );
  return ["redacted:", ...lines];
}

function fileLines({ files, out, bot, exec }: RecordResult): string[] {
  if (files.length === 0) return [];
  const named = files.slice(0, mostNamed).map((file) => `  ${printable(file)}`);
  const more = files.length > mostNamed ? [`  and ${files.length - mostNamed} more`] : [];
  const pattern = pathWord(`${out.replace(/\/+$/, "")}/*.jsonl`);
  const again = exec === undefined ? `--url ${pathWord(shown(bot))}` : `--exec ${pathWord(exec)}`;
  return ["written:", ...named, ...more, `next: ulbot replay ${printable(`${pattern} ${again}`)}`];
}

function pretty(result: RecordResult, style: Style): string {
  const lines = [style.bold(countsLine(result)), ...replacedLines(result), ...fileLines(result)];
  return `${lines.join("\n")}\n`;
}

function json({ turns, requests, unrecorded, files, replaced }: RecordResult): string {
  const counts = { conversations: files.length, turns, requests, unrecorded };
  return jsonText({ schemaVersion: 1, ...counts, redacted: replaced !== undefined, replaced: replaced ?? [], files });
}

/** The formats of `ulbot record`, by the name that `--format` takes. */
export const recordReporters = { pretty, json } as const satisfies Record<
  string,
  (result: RecordResult, style: Style) => string
>;
