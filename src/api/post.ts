import { Client, type Dispatcher } from "undici";
import { readText } from "../bot/body.ts";
import { createConnector } from "../bot/connector.ts";
import { headerOf } from "../bot/header.ts";
import { duration, TimeLimitError, withinTime } from "../bot/time-limit.ts";
import { excerptWithout } from "./excerpt.ts";
import { askedDelay } from "./retry-after.ts";
import { answered, unanswered, type Verdict } from "./verdict.ts";

export interface PosterOptions {
  readonly url: URL;
  readonly token: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** milliseconds since the Unix epoch */
  readonly now: () => number;
}

/** One post, and what became of it. */
export interface Posted {
  readonly verdict: Verdict;
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

// of an answer nothing but its first words is of use
const maxBytes = 1024 ** 2;

const settings = {
  pipelining: 1,
  maxResponseSize: maxBytes,
  // the timers of undici tick twice a second; `withinTime` is exact, and covers what a slow drip would stretch
  headersTimeout: 0,
  bodyTimeout: 0,
  // a connection the platform closes just as a request goes out leaves that request's fate unknown: none is kept for long
  keepAliveTimeout: 1000,
  keepAliveMaxTimeout: 1000,
} as const satisfies Client.Options;

/** Posts bodies to the API URL over one connection, each of them exactly once. */
export function createPoster({ url, token, timeoutMs, signal, now }: PosterOptions): Poster {
  const excerpt = excerptWithout(token);
  const connector = createConnector(timeoutMs);
  const client = new Client(url.origin, { ...settings, connect: connector.connect });
  const headers = { "content-type": "application/json", "user-agent": "ulbot", "security-token": token };
  const target = { method: "POST", path: url.pathname + url.search, headers } as const;

  async function post(body: string): Promise<Posted> {
    const started = performance.now();
    const answer: Answer = { bytes: new Uint8Array() };
    const error = await exchange(body, answer);
    const ms = performance.now() - started;
    // a status says what became of the request, whatever happened to the rest of the answer
    if (answer.head) {
      const retryAfter = headerOf(answer.head, "retry-after");
      return { verdict: answered(answer.head.statusCode, await detailOf(answer.head, answer.bytes)), ms, retryAfter };
    }
    const isLate = error instanceof TimeLimitError;
    const mayHaveLeft = isLate ? !connector.isConnecting() : !connector.neverConnected(error);
    return { verdict: unanswered(error, { mayHaveLeft, url, timeoutMs }), ms };
  }

  /** Fills in the answer; gives the error that kept it from being whole. */
  async function exchange(body: string, answer: Answer): Promise<unknown> {
    try {
      return await withinTime(timeoutMs, signal, async (limit) => {
        answer.head = await client.request({ ...target, body, signal: limit });
        answer.bytes = await answer.head.body.bytes();
      });
    } catch (error) {
      signal.throwIfAborted();
      return error;
    }
  }

  /** What the platform said beside the status: where to, when, or the first words of its text. */
  async function detailOf(head: Dispatcher.ResponseData, bytes: Uint8Array): Promise<string> {
    if (head.statusCode < 400) return excerpt(headerOf(head, "location") ?? "");
    const delay = askedDelay(headerOf(head, "retry-after"), now());
    if (delay !== undefined) return `it asks to wait ${duration(Math.ceil(delay / 1000) * 1000)}`;
    if (headerOf(head, "content-type")?.includes("html")) return "";
    const text = await readText(bytes, headerOf(head, "content-encoding"), maxBytes);
    return typeof text === "string" ? excerpt(text) : "";
  }

  return { post, close: () => client.destroy() };
}
