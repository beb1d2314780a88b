import type { BatchLine, LineResult } from "../api/batch/send-line.ts";
import type { ExitCode } from "../exit-codes.ts";
import type { Finding } from "../lint/finding.ts";
import { failureText } from "../reporters/failure-text.ts";
import type { SendOutcome, SendReport } from "../reporters/send.ts";
import { batchProgress, lineReporters, paceLine, tallyLine } from "../reporters/send-batch.ts";
import type { Run } from "./command.ts";
import { createProgress } from "./progress.ts";
import { exitCodeOf, type SendPlan } from "./send-plan.ts";

/** What is told of one line. */
interface Told extends Pick<LineResult, "line" | "untried"> {
  readonly sent: SendReport["sent"];
  readonly findings: readonly Finding[];
}

/** Tells of a batch while it goes on. */
export interface BatchReport {
  /** says what is about to be sent, and from now on how far it has come */
  begin(left: readonly BatchLine[]): void;
  /** tells what became of a line */
  add(told: Told): void;
  /** says something that is no result */
  say(line: string): void;
  /** hears that a line waits for its turn until a time (milliseconds since the Unix epoch) */
  readonly pauseUntil: (time: number) => void;
  /** shows no more how far it has come */
  stop(): void;
  /** stops, tells how it ended, and sets the exit code by the worst that happened */
  end(): void;
}

const fromWorst: readonly SendOutcome[] = ["unknown", "not-sent", "stopped", "refused", "sent"];

/** Begins the report of a batch of so many lines. */
export function createBatchReport(total: number, { format, rate, resume }: SendPlan, run: Run): BatchReport {
  const { io, style, say, exitWith } = run;
  const tally: Partial<Record<SendOutcome, number>> = {};
  const progress = createProgress(run);
  const pauses = new Set<number>();
  let timer: NodeJS.Timeout | undefined;

  function showProgress(): void {
    for (const time of pauses) if (time <= io.now()) pauses.delete(time);
    const next = pauses.size === 0 ? undefined : Math.min(...pauses) - io.now();
    progress.show(() => batchProgress(tally, total, next));
  }

  function tell({ line, sent, untried, findings }: Told): void {
    const { number, request } = line;
    const isEarlier = untried === "earlier";
    const report = { line: number, cid: request.cids.join(", "), events: request.events, sent, isEarlier, findings };
    io.stdout.write(lineReporters[format](report, style));
    // lint has said it once for all
    if (sent.outcome === "stopped" || sent.message === undefined) return;
    io.stderr.write(failureText({ message: `line ${number}: ${sent.message}`, hint: sent.hint }));
  }

  function stop(): void {
    clearInterval(timer);
    progress.clear();
  }

  return {
    begin(left) {
      const line = paceLine(busiest(left), rate);
      if (line !== undefined) say(line);
      timer = setInterval(showProgress, 1000);
    },
    add(told) {
      const { outcome } = told.sent;
      tally[outcome] = (tally[outcome] ?? 0) + 1;
      progress.clear();
      tell(told);
      showProgress();
    },
    say(line) {
      progress.clear();
      say(line);
    },
    pauseUntil: (time) => void pauses.add(time),
    stop,
    end() {
      stop();
      const code: ExitCode = exitCodeOf[fromWorst.find((outcome) => tally[outcome]) ?? "sent"];
      exitWith(code);
      if (format === "pretty") io.stdout.write(`${tallyLine(tally)}\n`);
      else say(tallyLine(tally));
      if (tally["not-sent"] && resume !== undefined) say("the same command goes on where this run stopped");
    },
  };
}

/** How many lines the session has that has most. */
function busiest(lines: readonly BatchLine[]): number {
  const counts = new Map<string, number>();
  for (const cid of lines.flatMap(({ request }) => request.cids)) counts.set(cid, (counts.get(cid) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
