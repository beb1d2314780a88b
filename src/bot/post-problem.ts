import type { Dispatcher } from "undici";
import { tooLarge } from "./body.ts";
import { type NetworkFailure, networkProblem, place } from "./network-problem.ts";
import { duration, TimeLimitError } from "./time-limit.ts";

/** How far a post has got. */
export interface Course {
  /** `performance.now()` when it began */
  readonly started: number;
  /** status and headers of the answer, once they are there */
  head: Dispatcher.ResponseData | undefined;
}

interface Limits {
  readonly url: URL;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

interface PostProblem {
  readonly failure: NetworkFailure;
  readonly message: string;
}

/** What an error that ended a post means to the one who builds the bot. Throws an error that no bot can cause. */
export function postProblem(error: unknown, { head }: Course, { url, timeoutMs, maxBytes }: Limits): PostProblem {
  if (error instanceof TimeLimitError)
    return { failure: "timeout", message: lateness(head !== undefined, url, timeoutMs) };
  const { failure, message, hint } = networkProblem(error, url);
  if (failure === "refused")
    return { failure, message: `${message}; start the bot, or check the host and port of its URL` };
  if (failure === "too-large") return { failure, message: `the answer ${tooLarge(maxBytes).message}` };
  if (failure === "reset") return { failure, message: breakdown(head !== undefined, url) };
  return { failure, message: `${message}; ${hint}` };
}

function lateness(begun: boolean, url: URL, timeoutMs: number): string {
  const late = begun ? "began to answer, but was not done" : "did not answer";
  return `the bot at ${place(url)} ${late} within ${duration(timeoutMs)}; answer at once and send what takes longer to the API URL, or raise --timeout`;
}

function breakdown(begun: boolean, url: URL): string {
  const when = begun ? "in the middle of its answer" : "without answering";
  return `the bot at ${place(url)} closed the connection ${when}; look at its output for a crash`;
}
