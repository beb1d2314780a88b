import type { Dispatcher } from "undici";
import { readText } from "../bot/body.ts";
import { headerOf } from "../bot/header.ts";
import { duration, TimeLimitError, withinTime } from "../bot/time-limit.ts";
import type { Environment } from "../settings.ts";
import { excerptWithout } from "./excerpt.ts";
import { askedDelay } from "./retry-after.ts";
import { maxAnswerBytes, openRoute, type Route } from "./route.ts";
import { answered, unanswered, type Verdict } from "./verdict.ts";

export interface PosterOptions {
  readonly url: URL;
  readonly token: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** milliseconds since the Unix epoch */
  readonly now: () => number;
  /** where the addresses of proxies stand */
  readonly env: Environment;
}

/** One post, and what became of it. */
export interface Posted {
  readonly verdict: Verdict;
  /** whether another post may fare better: the platform says later, or there was no way to it at this moment */
  readonly mayPass: boolean;
  /** from the call until the last byte was read, or none was to be expected any more; with a fraction */
  readonly ms: number;
  /** the header of that name */
  readonly retryAfter?: string | undefined;
}

export interface Poster {
  post(body: string): Promise<Posted>;
  close(): Promise<void>;
}

/** An answer, as far as it came. */
interface Answer {
  head?: Dispatcher.ResponseData;
  bytes: Uint8Array;
}

/** Posts bodies to the API URL over one connection, each of them exactly once, one at a time. */
export function createPoster({ url, token, timeoutMs, signal, now, env }: PosterOptions): Poster {
  const excerpt = excerptWithout(token);
  const headers = { "content-type": "application/json", "user-agent": "ulbot", "security-token": token };
  const target = { method: "POST", origin: url.origin, path: url.pathname + url.search } as const;
  let route: Promise<Route> | undefined;

  async function post(body: string): Promise<Posted> {
    route ??= openRoute({ url, timeoutMs, env });
    const way = await route;
    const { dispatcher, connector } = way;
    const started = performance.now();
    const answer: Answer = { bytes: new Uint8Array() };
    const error = await exchange(dispatcher, body, answer);
    const ms = performance.now() - started;
    // a status says what became of the request, whatever happened to the rest of the answer
    if (answer.head) return { ...(await judged(answer.head, answer.bytes)), ms };
    const isLate = error instanceof TimeLimitError;
    const mayHaveLeft = isLate ? !connector.isConnecting() : !connector.neverConnected(error);
    return { ...unanswered(error, { mayHaveLeft, url, timeoutMs, proxy: way.proxy }), ms };
  }

  /** Fills in the answer; gives the error that kept it from being whole. */
  async function exchange(dispatcher: Dispatcher, body: string, answer: Answer): Promise<unknown> {
    try {
      return await withinTime(timeoutMs, signal, async (limit) => {
        answer.head = await dispatcher.request({ ...target, headers: { ...headers }, body, signal: limit });
        answer.bytes = await answer.head.body.bytes();
      });
    } catch (error) {
      signal.throwIfAborted();
      return error;
    }
  }

  async function judged(head: Dispatcher.ResponseData, bytes: Uint8Array): Promise<Omit<Posted, "ms">> {
    const { statusCode } = head;
    const retryAfter = headerOf(head, "retry-after");
    // a 503 without a time says nothing of what became of the request
    const mayPass = statusCode === 429 || (statusCode === 503 && askedDelay(retryAfter, now()) !== undefined);
    return { verdict: answered(statusCode, await detailOf(head, bytes)), mayPass, retryAfter };
  }

  /** What the platform said beside the status: where to, when, or the first words of its text. */
  async function detailOf(head: Dispatcher.ResponseData, bytes: Uint8Array): Promise<string> {
    if (head.statusCode < 400) return excerpt(headerOf(head, "location") ?? "");
    const delay = askedDelay(headerOf(head, "retry-after"), now());
    if (delay !== undefined) return `it asks to wait ${duration(Math.ceil(delay / 1000) * 1000)}`;
    if (headerOf(head, "content-type")?.includes("html")) return "";
    const text = await readText(bytes, headerOf(head, "content-encoding"), maxAnswerBytes);
    return typeof text === "string" ? excerpt(text) : "";
  }

  async function close(): Promise<void> {
    const opened = await route?.catch(() => undefined);
    await opened?.dispatcher.destroy();
  }

  return { post, close };
}
