import { hashOf, type Journal, openJournal } from "../api/batch/journal.ts";
import { createPace } from "../api/batch/pace.ts";
import { countEarlier, resume } from "../api/batch/resume.ts";
import { sendBatch } from "../api/batch/send-batch.ts";
import type { BatchLine, LineResult } from "../api/batch/send-line.ts";
import type { Checked } from "../api/check.ts";
import type { Composed } from "../api/compose.ts";
import { declined, endingOf } from "../api/ending.ts";
import { createPoster } from "../api/post.ts";
import { confirm } from "../prompts/confirm.ts";
import { failureText } from "../reporters/failure-text.ts";
import { printableJson } from "../reporters/json-text.ts";
import { requestFacts, requestReporters } from "../reporters/request.ts";
import { findingsText, stoppedBy, waitLine } from "../reporters/send.ts";
import type { Run } from "./command.ts";
import { type BatchReport, createBatchReport } from "./send-batch-report.ts";
import { checksOf, isShown, mayBeAsked, type SendPlan, tokenOf, urlOf } from "./send-plan.ts";

/** A request of the input, and what the checks say of it. */
interface CheckedLine extends BatchLine {
  readonly checked: Checked;
}

/** Sends requests one by one, as lines of one input, and tells of each; or shows them. */
export async function sendLines(requests: readonly Composed[], plan: SendPlan, current: Run): Promise<void> {
  const url = urlOf(plan);
  const checks = await checksOf(requests, plan, current);
  const lines = requests.map((request, index) => checkedLine(request, index, checks[index]));
  const errors = tellFindings(lines, current);
  if (errors.length === 0 && (url === undefined || isShown(plan))) return show(lines, url, plan, current);
  const report = createBatchReport(lines.length, plan, current);
  if (errors.length > 0) {
    const sent = stoppedBy(errors);
    for (const line of lines) report.add({ line, sent, findings: line.checked.findings });
    current.io.stderr.write(failureText(sent));
  } else await sendAll(lines, url as URL, plan, { current, report });
  report.end();
  current.io.signal.throwIfAborted();
}

function checkedLine(request: Composed, index: number, checked: Checked = { findings: [], errors: [] }): CheckedLine {
  const { source } = request;
  // the documents of a YAML file are all of one text
  const number = source === undefined || source.json ? index + 1 : source.line;
  return { number, hash: hashOf(JSON.stringify(request.body)), request, checked };
}

/** Says what the checks have found; gives the errors that stop it all. */
function tellFindings(lines: readonly CheckedLine[], { io, globals, talkStyle }: Run) {
  const errors = lines.flatMap(({ checked }) => checked.errors);
  if (globals.quiet && errors.length === 0) return errors;
  for (const { number, checked } of lines) io.stderr.write(findingsText(checked, talkStyle, number));
  return errors;
}

function show(lines: readonly CheckedLine[], url: URL | undefined, plan: SendPlan, { io }: Run): void {
  const reports = lines.map(({ request: { body }, checked }) => ({ url, body, findings: checked.findings }));
  const shown = reports.map((report) => {
    if (plan.curl) return requestReporters.curl(report);
    return plan.format === "json" ? `${printableJson(requestFacts(report))}\n` : requestReporters.pretty(report);
  });
  io.stdout.write(shown.join(plan.curl || plan.format === "json" ? "" : "\n"));
}

/** Sends what earlier runs have left. */
async function sendAll(lines: readonly CheckedLine[], url: URL, plan: SendPlan, tools: Tools): Promise<void> {
  const { io } = tools.current;
  const token = await tokenOf(plan, tools.current);
  const journal =
    plan.resume === undefined ? undefined : openJournal(plan.resume, { cwd: io.cwd, url, lines, now: io.now });
  try {
    await sendLeft(lines, { url, token, journal }, plan, tools);
  } finally {
    tools.report.stop();
    journal?.close();
  }
}

interface Tools {
  readonly current: Run;
  readonly report: BatchReport;
}

interface Goal {
  readonly url: URL;
  readonly token: string;
  readonly journal: Journal | undefined;
}

async function sendLeft(
  lines: readonly CheckedLine[],
  { url, token, journal }: Goal,
  plan: SendPlan,
  { current, report }: Tools,
): Promise<void> {
  const { io } = current;
  const { settled, left } = resume(lines, journal?.known ?? new Map(), plan.retryUnknown === true);
  const byNumber = new Map(lines.map((line) => [line.number, line]));
  const findingsOf = ({ number }: BatchLine) => byNumber.get(number)?.checked.findings ?? [];
  const add = (result: LineResult) => report.add({ ...result, findings: findingsOf(result.line) });
  if (!(await mayEndSessions(left, plan, current))) {
    for (const line of left) add({ line, sent: declined });
    return;
  }
  for (const result of settled) add(result);
  const pace = createPace(plan.rate);
  countEarlier(lines, journal?.known ?? new Map(), pace);
  report.begin(left);
  await sendBatch(left, {
    createPoster: (signal) => createPoster({ url, token, timeoutMs: plan.timeout, signal, now: io.now, env: io.env }),
    pace,
    journal,
    signal: io.signal,
    now: io.now,
    maxWaitMs: plan.maxWait,
    retryUnknown: plan.retryUnknown,
    done: add,
    onWait: ({ number }, ms, why) => report.say(`line ${number}: ${waitLine(ms, why)}`),
    onPause: report.pauseUntil,
  });
}

/** Asks once, whatever the number of lines that end a session. */
async function mayEndSessions(lines: readonly BatchLine[], plan: SendPlan, current: Run): Promise<boolean> {
  const endings = lines.flatMap(({ number, request }) => {
    const ending = endingOf(request);
    return ending === undefined ? [] : [`line ${number}: ${ending}`];
  });
  const [first] = endings;
  if (first === undefined || plan.yes) return true;
  const more = endings.length > 1 ? ` (and ${endings.length - 1} more like it)` : "";
  return confirm(`${first}${more}`, mayBeAsked(plan, current), current.io);
}
