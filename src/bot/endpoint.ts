import { Readable } from "node:stream";
import { setImmediate as eventLoopTurn } from "node:timers/promises";
import { type Dispatcher, Pool } from "undici";
import { readText } from "./body.ts";
import { createConnector } from "./connector.ts";
import { checkBotUrl, webhookHeaders } from "./endpoint-request.ts";
import { headerOf } from "./header.ts";
import type { NetworkFailure } from "./network-problem.ts";
import { type Course, postProblem } from "./post-problem.ts";
import { pause, withinTime } from "./time-limit.ts";

export interface EndpointOptions {
  /** http or https, without user and password */
  readonly url: URL;
  /** sent with every webhook, like the "Webhook headers" of the dashboard */
  readonly headers: Readonly<Record<string, string>>;
  /** for a whole post: connecting, waiting and reading */
  readonly timeoutMs: number;
  /** the most that is read of an answer, packed or unpacked; 10 MiB unless told */
  readonly maxBytes?: number;
  /** the most connections at once; more posts than that wait, at the cost of their time. No limit unless told */
  readonly connections?: number;
}

export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  /** from the call until the last byte was read, with a fraction */
  readonly ms: number;
  readonly contentType: string | undefined;
  /** where a redirect points to; it is never followed */
  readonly location: string | undefined;
  /** unpacked, without a byte order mark */
  readonly body: string;
}

export interface PostFailure {
  readonly kind: "failure";
  readonly ms: number;
  readonly failure: NetworkFailure | "encoding";
  /** what is wrong, then what to do about it; safe to print */
  readonly message: string;
}

/** What became of a webhook. */
export type Reply = Answer | PostFailure;

export interface PostOptions {
  readonly signal: AbortSignal;
  /** how long the body takes to arrive, in milliseconds, which comes on top of the bot's time; none unless told */
  readonly dripMs?: number | undefined;
}

export interface Endpoint {
  /** Posts a webhook as JSON. Whatever the bot does is a `Reply`; rejects only with the reason of `signal`. */
  post(webhook: unknown, options: PostOptions): Promise<Reply>;
  /** Closes all connections at once; no post may be under way, unless its signal has aborted. */
  close(): Promise<void>;
}

/**
 * Opens the endpoint of one bot, over connections that are kept. Throws an `UlbotError` (usage) for a URL or a header
 * that cannot be used.
 */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { url, timeoutMs, maxBytes = 10 * 1024 ** 2, connections = null } = options;
  checkBotUrl(url);
  const target = { method: "POST", path: url.pathname + url.search, headers: webhookHeaders(options.headers) } as const;
  const connector = createConnector(timeoutMs);
  const pool = new Pool(url.origin, {
    connect: connector.connect,
    connections,
    maxResponseSize: maxBytes,
    // the timers of undici tick twice a second; `withinTime` is exact, and covers what a slow drip would stretch
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  async function post(webhook: unknown, { signal, dripMs = 0 }: PostOptions): Promise<Reply> {
    const text = JSON.stringify(webhook);
    const course: Course = { started: performance.now(), head: undefined };
    const exchange = async (limit: AbortSignal): Promise<Uint8Array> => {
      const { body, headers = target.headers } = dripMs > 0 ? dripping(text, dripMs, limit) : { body: text };
      course.head = await pool.request({ ...target, headers, body, signal: limit });
      return course.head.body.bytes();
    };
    try {
      const bytes = await withinTime(timeoutMs + dripMs, signal, (limit) => onceMoreIfStale(course, limit, exchange));
      const ms = performance.now() - course.started - dripMs;
      // undici frees a connection one turn of the event loop after its answer; a post before that would open another one,
      // and a bot that serves one connection at a time would never get to it
      await eventLoopTurn();
      return await answerOf(course.head as Dispatcher.ResponseData, bytes, ms);
    } catch (error) {
      signal.throwIfAborted();
      const ms = performance.now() - course.started;
      return { kind: "failure", ms, ...postProblem(error, course, { url, timeoutMs, maxBytes }) };
    }
  }

  /** A body that comes in two parts, under the headers of one that comes whole. */
  function dripping(text: string, ms: number, limit: AbortSignal) {
    const bytes = Buffer.from(text);
    const middle = Math.ceil(bytes.length / 2);
    async function* parts() {
      yield bytes.subarray(0, middle);
      await pause(ms, limit);
      yield bytes.subarray(middle);
    }
    return { body: Readable.from(parts()), headers: { ...target.headers, "content-length": String(bytes.length) } };
  }

  /**
   * A server may close a kept connection at the very moment a webhook is on its way. When the connection had been idle
   * before and not a byte came back, one fresh connection is tried. The bot could have got the webhook twice then, which
   * is fine with a bot under test and better than a failure that only happens now and then.
   */
  async function onceMoreIfStale<T>(
    course: Course,
    limit: AbortSignal,
    exchange: (limit: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await exchange(limit);
    } catch (error) {
      const lastByteAt = connector.lastByteAt(error);
      if (limit.aborted || lastByteAt === undefined || lastByteAt > course.started) throw error;
      return exchange(limit).catch((again: unknown) => {
        // gone altogether: what broke the first connection is the news
        throw connector.neverConnected(again) ? error : again;
      });
    }
  }

  async function answerOf(head: Dispatcher.ResponseData, bytes: Uint8Array, ms: number): Promise<Reply> {
    const text = await readText(bytes, headerOf(head, "content-encoding"), maxBytes);
    if (typeof text !== "string") {
      return { kind: "failure", ms, failure: text.failure, message: `the answer ${text.message}` };
    }
    const contentType = headerOf(head, "content-type");
    const location = headerOf(head, "location");
    return { kind: "answer", status: head.statusCode, ms, contentType, location, body: text };
  }

  return { post, close: () => pool.destroy() };
}
