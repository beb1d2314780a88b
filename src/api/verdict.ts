import { type NetworkFailure, networkProblem, place } from "../bot/network-problem.ts";
import { duration, TimeLimitError } from "../bot/time-limit.ts";
import { systemCode } from "../errors.ts";
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
  /** the proxy that the connection goes through, if any */
  readonly proxy?: URL | undefined;
}

/** What kept an answer from coming. */
interface Obstacle {
  readonly message: string;
  readonly hint: string;
  /** whether another attempt may find it gone */
  readonly mayPass: boolean;
}

const passing: readonly NetworkFailure[] = ["refused", "unreachable", "reset", "timeout"];

/**
 * The verdict on a request that `error` ended before a status came, and whether that may be over soon. Throws an error that
 * no network can cause.
 */
export function unanswered(error: unknown, attempt: Attempt): { verdict: Verdict; mayPass: boolean } {
  const { message, hint, mayPass } = error instanceof TimeLimitError ? lateness(attempt) : obstacle(error, attempt);
  if (!attempt.mayHaveLeft) return { verdict: { outcome: "not-sent", message, hint }, mayPass };
  const doubt = `${message}; the request may have arrived all the same`;
  return {
    verdict: { outcome: "unknown", message: doubt, hint: "look at the conversation before you send it again" },
    mayPass,
  };
}

function lateness({ mayHaveLeft, url, timeoutMs }: Attempt): Obstacle {
  const missing = mayHaveLeft ? `no answer from ${place(url)}` : `no connection to ${place(url)}`;
  return {
    message: `${missing} within ${duration(timeoutMs)}`,
    hint: "check the network and the API URL, or raise --timeout",
    mayPass: true,
  };
}

function obstacle(error: unknown, { mayHaveLeft, url, proxy }: Attempt): Obstacle {
  if (proxy && !mayHaveLeft) return proxyObstacle(error, url, proxy);
  const { failure, message, hint } = networkProblem(error, url);
  return { message, hint, mayPass: passing.includes(failure) || systemCode(error) === "EAI_AGAIN" };
}

/** What kept a tunnel through the proxy from coming about: at the proxy itself, or with the server's certificate behind it. */
function proxyObstacle(error: unknown, url: URL, proxy: URL): Obstacle {
  const problem = networkProblem(error, url);
  if (problem.failure === "tls") return { ...problem, mayPass: false };
  const hint = "check HTTPS_PROXY and NO_PROXY in the environment";
  // undici tells the status in its text only
  const [, status] = /^Proxy response \((\d+)\)/.exec((error as Error).message) ?? [];
  const what = status ? `it answers ${status}` : networkProblem(error, proxy).message;
  const message = `no way to ${place(url)} through the proxy ${proxy.host}: ${what}`;
  return { message, hint, mayPass: status ? Number(status) >= 500 : passing.includes(problem.failure) };
}
