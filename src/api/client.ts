import { pause } from "../bot/time-limit.ts";
import { UlbotError } from "../errors.ts";
import { createPoster } from "./post.ts";
import { delayAfter } from "./retry-after.ts";
import type { Verdict } from "./verdict.ts";

export { checkApiUrl } from "./api-url.ts";
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

/**
 * A client for the API URL. It never posts again what may have arrived: only a 429, with which the platform says that it
 * did nothing, is followed by another attempt. Throws an `UlbotError` (usage) for a token that cannot be one.
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { url, token, timeoutMs, maxWaitMs, signal, now = Date.now, wait = pause } = options;
  checkToken(token);
  const poster = createPoster({ url, token, timeoutMs, signal, now });

  async function send(body: unknown): Promise<Sent> {
    const text = JSON.stringify(body);
    let waitedMs = 0;
    for (let attempts = 1; ; attempts += 1) {
      const { verdict, ms, retryAfter } = await poster.post(text);
      const leftMs = maxWaitMs - waitedMs;
      const delay = verdict.status === 429 ? delayAfter(retryAfter, { attempts, now: now(), leftMs }) : undefined;
      if (delay === undefined) return { ...verdict, attempts, ms, waitedMs };
      await wait(delay, signal);
      waitedMs += delay;
    }
  }

  return { send, close: poster.close };
}

function checkToken(token: string): void {
  if (/^[\x21-\x7e]+$/.test(token)) return;
  const what = token === "" ? "is empty" : "holds a blank, a line break or another character that no token has";
  const hint = "copy it again from the settings of the bot in the Userlike dashboard";
  throw new UlbotError("usage", `the security token ${what}`, { hint });
}
