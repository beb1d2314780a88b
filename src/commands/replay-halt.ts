import { duration } from "../bot/time-limit.ts";
import type { Halt } from "../replay/play-options.ts";
import type { Turn } from "../replay/turn.ts";
import type { Run } from "./command.ts";
import type { ReplayWishes } from "./replay-plan.ts";

/** Why a run has to end before all was played: it fails with --bail, or its time is over. */
export function createHalt({ bail, deadline }: ReplayWishes, { io }: Run) {
  const halt: Halt = {};
  const over = new AbortController();
  const timer =
    deadline &&
    setTimeout(() => {
      halt.reason ??= `not sent: the ${duration(deadline)} of --deadline are over`;
      over.abort();
    }, deadline);
  return {
    halt,
    signal: AbortSignal.any([io.signal, over.signal]),
    isOverdue: () => over.signal.aborted,
    see({ outcome, file, index }: Turn) {
      if (bail && outcome === "failed")
        halt.reason ??= `not sent: webhook ${index + 1} of ${file} failed, and --bail ends it there`;
    },
    clear: () => clearTimeout(timer),
  };
}
