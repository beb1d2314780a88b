import type { Answer, PostFailure, Reply } from "../bot/endpoint.ts";
import { isObject, parseJson } from "../input/json.ts";
import { itemsOf } from "../lint/answer.ts";
import type { Finding } from "../lint/finding.ts";
import { type LintSettings, lintText } from "../lint/lint.ts";
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

const unreachableFailures: readonly PostFailure["failure"][] = ["refused", "unresolved", "tls"];

const adviceByStatus: Readonly<Record<number, string>> = {
  401: "the bot refused the webhook; give the header it expects with --header",
  403: "the bot refused the webhook; give the header it expects with --header",
  404: "nothing answers at this path; check --url",
  405: "this path takes no POST; check --url",
};

const problem = (kind: string, message: string, severity: Problem["severity"] = "error"): Problem => ({
  kind,
  message,
  severity,
});

function statusProblem({ status, location, body }: Answer): Problem {
  const advice = adviceByStatus[status] ?? (location && `it redirects to ${printable(location)}, which nobody follows`);
  const excerpt = body.trim() === "" ? "" : `: ${printable(body.trim().slice(0, 200))}`;
  return problem("status", `answered ${status}, but the platform expects 200${advice ? `; ${advice}` : excerpt}`);
}

function contentTypeProblem({ contentType, body }: Answer): Problem[] {
  if (contentType === undefined || body.trim() === "" || /\bjson\b/i.test(contentType)) return [];
  return [problem("content-type", `the answer says it is ${printable(contentType)}, not application/json`, "warning")];
}

function syntaxProblems({ body }: Answer, faults: ReturnType<typeof parseJson>["faults"]): Problem[] {
  if (/^\s*</.test(body)) return [problem("json", "the answer is HTML, but it has to be JSON or empty")];
  const before = (start: number): string[] => body.slice(0, start).split("\n");
  const placed = faults.slice(0, 3).map(({ start, message }) => {
    const lines = before(start);
    return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1} ${message}`;
  });
  return [problem("json", `the answer is not JSON: ${placed.join("; ")}`)];
}

function cidProblems(events: readonly unknown[], cid: string): Problem[] {
  const cids = events.map((event) => (isObject(event) && isObject(event.info) ? event.info.cid : undefined));
  const others = [...new Set(cids.filter((other) => typeof other === "string" && other !== cid))];
  return others.map((other) =>
    problem("cid", `the answer is for ${printable(String(other))}, but the webhook was for ${cid}`),
  );
}

function checkBody(answer: Answer, cid: string, channel: Channel, settings: LintSettings) {
  if (answer.body.trim() === "") return { events: [], findings: [], problems: [] };
  const { value, faults } = parseJson(answer.body);
  const typeProblems = contentTypeProblem(answer);
  if (faults.length > 0)
    return { events: [], findings: [], problems: [...syntaxProblems(answer, faults), ...typeProblems] };
  const events = itemsOf(value).map((item) => item.value);
  const source = { file: "<answer>", text: answer.body };
  const { findings } = lintText(source, { ...settings, channels: [channel], fromBot: true });
  return { events, findings, problems: [...cidProblems(events, cid), ...typeProblems] };
}

/** Checks a bot's reply to a webhook: status, JSON, shape, cid, and what lint finds for the channel. */
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
  return { status, unreachable: false, ...checkBody(reply, cid, channel, settings) };
}
