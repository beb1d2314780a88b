import { networkProblem, place } from "../bot/network-problem.ts";
import { duration, TimeLimitError } from "../bot/time-limit.ts";
import { refusal } from "./refusal.ts";

/**
 * What became of a request: the platform took it; it answered something else than 2xx; it certainly never left this
 * machine; or it may have arrived, as it went out and no answer came.
 */
export type Outcome = "sent" | "refused" | "not-sent" | "unknown";

export interface Verdict {
  readonly outcome: Outcome;
  /** of the answer, if there was one */
  readonly status?: number;
  /** what went wrong; safe to print, and never holds the token */
  readonly message?: string;
  /** the next step to take */
  readonly hint?: string;
}

/** The verdict on a request that got an answer; `detail` is what the platform said to it, safe to print, or empty. */
export function answered(status: number, detail: string): Verdict {
  if (status >= 200 && status < 300) return { outcome: "sent", status };
  const { message, hint } = refusal(status);
  return { outcome: "refused", status, message: `${message} (${status})${detail && `: ${detail}`}`, hint };
}

interface Attempt {
  readonly mayHaveLeft: boolean;
  readonly url: URL;
  readonly timeoutMs: number;
}

/** The verdict on a request that `error` ended before a status came. Throws an error that no network can cause. */
export function unanswered(error: unknown, attempt: Attempt): Verdict {
  const { message, hint } = error instanceof TimeLimitError ? lateness(attempt) : networkProblem(error, attempt.url);
  if (!attempt.mayHaveLeft) return { outcome: "not-sent", message, hint };
  const lookFirst = "look at the conversation before you send it again";
  return { outcome: "unknown", message: `${message}; the request may have arrived all the same`, hint: lookFirst };
}

function lateness({ mayHaveLeft, url, timeoutMs }: Attempt): { message: string; hint: string } {
  const missing = mayHaveLeft ? `no answer from ${place(url)}` : `no connection to ${place(url)}`;
  return {
    message: `${missing} within ${duration(timeoutMs)}`,
    hint: "check the network and the API URL, or raise --timeout",
  };
}
