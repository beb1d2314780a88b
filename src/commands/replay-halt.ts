import { duration, longestTimerMs } from "../bot/time-limit.ts";
import { UlbotError } from "../errors.ts";
import type { Halt } from "../replay/play-options.ts";
import type { Run } from "./command.ts";
import type { ReplayWishes } from "./replay-plan.ts";

/**
 * Why a run has to end before all was played: it fails with --bail, or its time is over, which begins now; the signal aborts
 * with an `UlbotError` (unavailable) then.
 */
export function createHalt({ bail, deadline }: ReplayWishes, { io }: Run) {
  const halt: Halt = {
    see({ outcome, file, index }) {
      if (bail && outcome === "failed")
        halt.reason ??= `webhook ${index + 1} of ${file} failed, and --bail ends it there`;
    },
  };
  const over = new AbortController();
  const end = (): void => {
    const reason = `the ${duration(deadline ?? 0)} of --deadline are over`;
    halt.reason ??= reason;
    over.abort(new UlbotError("unavailable", reason));
  };
  const timer = deadline && setTimeout(end, Math.min(deadline, longestTimerMs));
  return {
    halt,
    signal: AbortSignal.any([io.signal, over.signal]),
    isOverdue: () => over.signal.aborted,
    clear: () => clearTimeout(timer),
  };
}
