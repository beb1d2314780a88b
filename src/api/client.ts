import { Client, type Dispatcher } from "undici";
import { readText } from "../bot/body.ts";
import { createConnector } from "../bot/connector.ts";
import { headerOf } from "../bot/header.ts";
import { duration, pause, withinTime } from "../bot/time-limit.ts";
import { UlbotError } from "../errors.ts";
import { excerptWithout } from "./excerpt.ts";
import { askedDelay, delayAfter } from "./retry-after.ts";
import { answered, unanswered, type Verdict } from "./verdict.ts";

export type { Outcome } from "./verdict.ts";

export interface ApiClientOptions {
  /** as `checkApiUrl` gives it */
  readonly url: URL;
  readonly token: string;
  /** for a whole request: connecting, waiting and reading */
  readonly timeoutMs: number;
  /** how long one `send` may wait in all when the platform says 429 */
  readonly maxWaitMs: number;
  readonly signal: AbortSignal;
  /** milliseconds since the Unix epoch */
  readonly now?: () => number;
  /** rejects with the reason of `signal` when that aborts */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What became of a request. */
export interface Sent extends Verdict {
  /** how often it was posted: more than once only after a 429 */
  readonly attempts: number;
  /** how long the last post took, with a fraction */
  readonly ms: number;
  /** how long was waited between the posts */
  readonly waitedMs: number;
}

export interface ApiClient {
  /** Posts a body as JSON; one at a time. Whatever the platform does is a `Sent`; rejects with the reason of `signal`. */
  send(body: unknown): Promise<Sent>;
  /** Closes the connection at once. */
  close(): Promise<void>;
}

/** The answer to a post, as far as it came. */
interface Answer {
  head?: Dispatcher.ResponseData;
  bytes: Uint8Array;
}

interface Posted {
  readonly verdict: Verdict;
  readonly ms: number;
  readonly retryAfter?: string | undefined;
}

// of an answer nothing but its first words is of use
const maxBytes = 1024 ** 2;

/**
 * A client for the API URL. It never posts again what may have arrived: only a 429, with which the platform says that it
 * did nothing, is followed by another attempt. Throws an `UlbotError` (usage) for a token that no header can hold.
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { url, token, timeoutMs, maxWaitMs, signal, now = Date.now, wait = pause } = options;
  checkToken(token);
  const excerpt = excerptWithout(token);
  const connector = createConnector(timeoutMs);
  // undici repeats no POST; its timers tick twice a second, `withinTime` is exact
  const settings = { pipelining: 1, maxResponseSize: maxBytes, headersTimeout: 0, bodyTimeout: 0 };
  const client = new Client(url.origin, { ...settings, connect: connector.connect });
  const headers = { "content-type": "application/json", "user-agent": "ulbot", "security-token": token };
  const target = { method: "POST", path: url.pathname + url.search, headers } as const;

  async function send(body: unknown): Promise<Sent> {
    const text = JSON.stringify(body);
    let waitedMs = 0;
    for (let attempts = 1; ; attempts += 1) {
      const { verdict, ms, retryAfter } = await post(text);
      const leftMs = maxWaitMs - waitedMs;
      const delay = verdict.status === 429 ? delayAfter(retryAfter, { attempts, now: now(), leftMs }) : undefined;
      if (delay === undefined) return { ...verdict, attempts, ms, waitedMs };
      await wait(delay, signal);
      waitedMs += delay;
    }
  }

  async function post(body: string): Promise<Posted> {
    const started = performance.now();
    const answer: Answer = { bytes: new Uint8Array() };
    const failure = await exchange(body, answer);
    const ms = performance.now() - started;
    // a status says what became of the request, whatever happened to the rest of the answer
    if (answer.head) {
      const retryAfter = headerOf(answer.head, "retry-after");
      return { verdict: answered(answer.head.statusCode, await detailOf(answer.head, answer.bytes)), ms, retryAfter };
    }
    const mayHaveLeft = !connector.neverConnected(failure) && !connector.isConnecting();
    return { verdict: unanswered(failure, { mayHaveLeft, url, timeoutMs }), ms };
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

  return { send, close: () => client.destroy() };
}

function checkToken(token: string): void {
  if (/^[\x21-\x7e]+$/.test(token)) return;
  const what = token === "" ? "is empty" : "holds a blank, a line break or another character that no token has";
  const hint = "copy it again from the settings of the bot in the Userlike dashboard";
  throw new UlbotError("usage", `the security token ${what}`, { hint });
}
