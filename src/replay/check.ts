import type { Answer, PostFailure, Reply } from "../bot/endpoint.ts";
import { isObject, type Json, parseJson } from "../input/json.ts";
import { itemsOf } from "../lint/answer.ts";
import type { Finding } from "../lint/finding.ts";
import { createQuickLinter, type LintSettings } from "../lint/lint.ts";
import { answerList } from "../lint/rules/answer-list.ts";
import { printable } from "../printable.ts";
import type { Channel } from "../protocol/channels.ts";
import type { Problem } from "./turn.ts";

/** What was found in one reply. */
export interface Checked {
  readonly status: number | null;
  readonly events: readonly unknown[];
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly unreachable: boolean;
}

const unreachableFailures: readonly PostFailure["failure"][] = ["refused", "unresolved", "unreachable", "tls"];

const adviceByStatus: Readonly<Record<number, string>> = {
  401: "give the header it expects with --header",
  403: "give the header it expects with --header",
  404: "nothing answers at this path; check --url",
  405: "this path takes no POST; check --url",
};

const longestExcerpt = 200;

const problem = (kind: string, message: string, severity: Problem["severity"] = "error"): Problem => ({
  kind,
  message,
  severity,
});

const isHtml = (body: string): boolean => /^\s*</.test(body);

/** The beginning of a body, on one line and safe to print. */
function excerpt(body: string): string {
  const text = body
    .trimStart()
    .slice(0, 4 * longestExcerpt)
    .replace(/\s+/g, " ")
    .trimEnd();
  const characters = Array.from(text);
  const shown = characters.slice(0, longestExcerpt).join("");
  return printable(characters.length > longestExcerpt ? `${shown}…` : shown);
}

/** What to do about a status, or what the bot said with it. */
function statusDetail({ status, location, body }: Answer): string {
  const advice = adviceByStatus[status] ?? (location && `it redirects to ${printable(location)}, which nobody follows`);
  if (advice) return `; ${advice}`;
  if (body.trim() !== "" && !isHtml(body)) return `: ${excerpt(body)}`;
  return status >= 500 ? "; what the bot prints may say why" : "";
}

const statusProblem = (answer: Answer): Problem =>
  problem("status", `answered ${answer.status}, not 200${statusDetail(answer)}`);

function contentTypeProblem({ contentType, body }: Answer): Problem[] {
  if (contentType === undefined || body.trim() === "" || /\bjson\b/i.test(contentType)) return [];
  return [problem("content-type", `the answer says it is ${printable(contentType)}, not application/json`, "warning")];
}

function syntaxProblem({ text, faults: [fault] }: Json): Problem {
  if (isHtml(text)) return problem("json", "the answer is HTML, but it has to be JSON or empty");
  const isMeant = /^\s*[[{"]/.test(text);
  if (!isMeant) return problem("json", `the answer is not empty and holds no events, but this: ${excerpt(text)}`);
  const lines = text.slice(0, fault?.start).split("\n");
  const place = `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
  return problem("json", `the answer cannot be read as JSON: ${place} ${printable(fault?.message ?? "")}`);
}

/** What keeps the platform from seeing any event in a body; lint alone would look into `{"response": …}`. */
function bodyProblem(json: Json): Problem | undefined {
  if (json.faults.length > 0) return syntaxProblem(json);
  const isWrapped =
    isObject(json.value) && Object.hasOwn(json.value, "response") && !Object.hasOwn(json.value, "packet");
  if (!isWrapped) return undefined;
  return problem("envelope", 'the answer is {"response": …}, but it has to be only what stands in there');
}

function cidProblems(events: readonly unknown[], cid: string): Problem[] {
  const cids = events.map((event) => (isObject(event) && isObject(event.info) ? event.info.cid : undefined));
  const others = [...new Set(cids.filter((other) => typeof other === "string" && other !== cid))];
  return others.map((other) =>
    problem("cid", `the answer is for ${printable(String(other))}, but the webhook was for ${printable(cid)}`),
  );
}

const settingsForAnswers = new WeakMap<LintSettings, Map<string, LintSettings>>();

/**
 * Settings for what a bot answers on a channel, made once for a run, as what is remembered of answers goes by them. The
 * platform takes one event as well as a list.
 */
function forAnswers(settings: LintSettings, channel: Channel): LintSettings {
  const byChannel = settingsForAnswers.get(settings) ?? new Map<string, LintSettings>();
  settingsForAnswers.set(settings, byChannel);
  const known = byChannel.get(channel);
  if (known) return known;
  const channels = settings.asRecorded === false ? settings.channels : [channel];
  const rules = { ...settings.rules, [answerList.id]: "off" as const };
  const made = { ...settings, rules, channels, fromBot: true };
  byChannel.set(channel, made);
  return made;
}

function checkBody(answer: Answer, cid: string, channel: Channel, settings: LintSettings) {
  if (answer.body.trim() === "") return { events: [], findings: [], problems: [] };
  const json = parseJson(answer.body);
  const fatal = bodyProblem(json);
  if (fatal) return { events: [], findings: [], problems: [fatal, ...contentTypeProblem(answer)] };
  const events = itemsOf(json.value).map(({ value }) => value);
  // a linter of its own for each answer: what is found in one says nothing of the next
  const { findings } = createQuickLinter(forAnswers(settings, channel))({ file: "<answer>", text: answer.body, json });
  return { events, findings, problems: [...cidProblems(events, cid), ...contentTypeProblem(answer)] };
}

/**
 * Checks a bot's reply to a webhook: status, JSON, shape, cid, and what lint finds for the channel it came from, or for those
 * of the settings where these say so.
 */
export function checkReply(reply: Reply, cid: string, channel: Channel, settings: LintSettings): Checked {
  if (reply.kind === "failure") {
    const unreachable = unreachableFailures.includes(reply.failure);
    const problems = [problem(reply.failure, reply.message)];
    return { status: null, events: [], findings: [], problems, unreachable };
  }
  const { status } = reply;
  if (status !== 200) {
    return { status, events: [], findings: [], problems: [statusProblem(reply)], unreachable: false };
  }
  return Object.assign({ status, unreachable: false }, checkBody(reply, cid, channel, settings));
}
