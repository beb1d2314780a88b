import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import type { Context, Handler } from "hono";
import { pause } from "../../bot/time-limit.ts";
import type { Finding } from "../../lint/finding.ts";
import { type LintSettings, lintText } from "../../lint/lint.ts";
import type { RuleSettings } from "../../lint/plan.ts";
import { quoted } from "../../lint/quoted.ts";
import { answerList } from "../../lint/rules/answer-list.ts";
import { eventName } from "../../lint/rules/event-name.ts";
import { parameterRequired } from "../../lint/rules/parameter-required.ts";
import { parameterType } from "../../lint/rules/parameter-type.ts";
import { printable } from "../../printable.ts";
import type { Problem } from "../../replay/turn.ts";
import { type Refusal, refusal, refusalStatus } from "../api-request.ts";
import type { ApiUrlOptions } from "../api-url.ts";
import type { Faults } from "../faults.ts";
import type { ServerEnv } from "../local-only.ts";
import { checkMedia } from "../media-links.ts";
import { placed, type RequestBody, readBody, requestName } from "../request-body.ts";
import { createRequestRate } from "../request-rate.ts";

/** What becomes of a request. */
interface Verdict {
  readonly status: 200 | 400 | (typeof refusalStatus)[Refusal["kind"]];
  /** why it is refused */
  readonly error?: string;
  /** the findings for which it is refused */
  readonly faults?: readonly Finding[];
  /** in seconds */
  readonly retryAfter?: number;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** What the platform can't carry out, whatever the channel. What goes beyond a channel's limits is accepted. */
const refusingRules: readonly string[] = [eventName.id, parameterRequired.id, parameterType.id];

/** Takes events for sessions, as the platform does: a single event, or a list; nothing any more once `signal` has aborted. */
export function eventsRoute(options: ApiUrlOptions, signal: AbortSignal): Handler<ServerEnv> {
  const { token, isLive, received, media = "loopback", faults } = options;
  const isToken = comparison(token);
  const tooMany = createRequestRate();

  async function judge(request: Request, body: RequestBody): Promise<Verdict> {
    const refused = wrongVersion(request) ?? wrongToken(request, isToken);
    if (refused) return refusedFor(refused);
    if (body.refusal) return refusedFor(body.refusal, body.findings);
    const unknown = body.cids.find((cid) => !isLive(cid));
    if (unknown !== undefined) return refusedFor(noSession(unknown));
    const excess = await tooMany(body.cids);
    if (excess) return { ...refusedFor(excess.refusal), retryAfter: excess.retryAfter };
    return failing(faults) ?? judgeEvents(body, typeProblems(request));
  }

  async function judgeEvents({ text, items, cids }: RequestBody, warnings: readonly Problem[]): Promise<Verdict> {
    const settings = options.settings(cids);
    const { findings } = lintText({ file: requestName, text }, forRequests(settings));
    const faults = findings.filter(({ rule, severity }) => severity === "error" && refusingRules.includes(rule));
    if (faults.length > 0) return { status: 400, error: errorOf(faults), faults, findings, problems: [] };
    const [missing, ...more] = await checkMedia(items, { hosts: media, corrections: settings.corrections, signal });
    if (missing) return { ...refusedFor(missing), findings, problems: [missing, ...more] };
    return { status: 200, findings, problems: warnings };
  }

  return async (c) => {
    const at = new Date().toISOString();
    const body = await readBody(c.req.raw);
    if (body === undefined) return c.json({ error: "the request ends before its body does" }, 400);
    if (faults?.has("reset")) c.env.incoming?.socket.resetAndDestroy();
    if (faults?.has("reset")) return c.body(null);
    await pause(faults?.slowMs() ?? 0, signal);
    const verdict = await judge(c.req.raw, body);
    const { status, error, findings, problems } = verdict;
    const events = body.items.map(({ value }) => value);
    if (!signal.aborted) received({ at, cids: body.cids, status, error, events, findings, problems });
    if (faults?.has("timeout")) await untilGone(c.req.raw, signal);
    return answer(c, verdict);
  };
}

/** A request that is never answered ends when whoever made it gives up. */
async function untilGone(request: Request, closed: AbortSignal): Promise<void> {
  const gone = AbortSignal.any([request.signal, closed]);
  if (!gone.aborted) await once(gone, "abort");
}

/** After how many seconds a request goes through that a fault refuses, as the answer has it. */
const faultySeconds = 10;

/** What a fault refuses. */
function failing(faults: Faults | undefined): Verdict | undefined {
  if (faults?.has("500")) return refusedFor(refusal("fault", "the fault 500: the platform could not carry it out"));
  if (!faults?.has("429")) return undefined;
  const tooMany = refusal("rate", "the fault 429: too many requests within a minute");
  return { ...refusedFor(tooMany), retryAfter: faultySeconds };
}

/** Refuses for a reason, which is not said twice where findings say it as well. */
function refusedFor(why: Refusal, findings: readonly Finding[] = []): Verdict {
  const problems = findings.length > 0 ? [] : [why];
  return { status: refusalStatus[why.kind], error: why.message, faults: findings, findings, problems };
}

function answer(c: Context, { status, error, faults = [], retryAfter }: Verdict): Response {
  // the platform's own answer has no documented shape
  if (error === undefined) return c.json({}, status);
  const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  const findings = faults.map(({ excerpt: _, ...finding }) => finding);
  return c.json({ error, ...(findings.length > 0 && { findings }) }, status, headers);
}

function wrongVersion({ url }: Request): Refusal | undefined {
  const [, version = ""] = new URL(url).pathname.split("/");
  if (!/^v\d+$/i.test(version) || version === "v1") return undefined;
  return refusal("version", `there is no version ${printable(version)} of the API, only /v1/`);
}

function wrongToken({ headers }: Request, isToken: (given: string) => boolean): Refusal | undefined {
  const given = headers.get("security-token");
  if (given === null) return refusal("token", "the header SECURITY-TOKEN is missing");
  return isToken(given)
    ? undefined
    : refusal("token", "the header SECURITY-TOKEN holds another token than this API URL's");
}

/** A comparison that takes as long for any text, so that nobody can tell how much of it is right. */
function comparison(secret: string): (text: string) => boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  const expected = digest(secret);
  return (text) => timingSafeEqual(digest(text), expected);
}

const noSession = (cid: string): Refusal => {
  const message = `there is no live session ${quoted(cid)}; the cid has to be that of a webhook, before its session ends`;
  return refusal("session", message);
};

/** What the platform may or may not mind: it says nothing of the type. */
function typeProblems({ headers }: Request): Problem[] {
  const type = headers.get("content-type");
  if (type !== null && /\bjson\b/i.test(type)) return [];
  const says = type === null ? "does not say what it is" : `says it is ${printable(type)}`;
  const message = `the request ${says}, but it should say application/json`;
  return [{ kind: "content-type", message, severity: "warning" }];
}

const unchanged: RuleSettings = {};
const rulesForRequests = new WeakMap<RuleSettings, RuleSettings>();

/** Settings for what a bot posts by itself, one event as often as a list; lint makes its plan once for the same rules. */
function forRequests({ rules = unchanged, ...settings }: LintSettings): LintSettings {
  const known = rulesForRequests.get(rules) ?? { ...rules, [answerList.id]: "off" };
  rulesForRequests.set(rules, known);
  return { ...settings, rules: known, fromBot: true };
}

function errorOf([first, ...more]: readonly Finding[]): string {
  const others = more.length > 0 ? ` (and ${more.length} more)` : "";
  return first ? placed(first.pointer, first.message) + others : "";
}
