import { pause } from "../bot/time-limit.ts";
import type { Environment } from "../settings.ts";
import { type Persistence, persist, type Sent } from "./attempts.ts";
import { createPoster } from "./post.ts";
import { checkToken } from "./token.ts";
import type { Verdict } from "./verdict.ts";

export { checkApiUrl } from "./api-url.ts";
export type { Sent } from "./attempts.ts";
export type { Outcome } from "./verdict.ts";

export interface ApiClientOptions extends Persistence {
  /** as `checkApiUrl` gives it */
  readonly url: URL;
  readonly token: string;
  /** for a whole request: connecting, waiting and reading */
  readonly timeoutMs: number;
  /** where HTTPS_PROXY, HTTP_PROXY and NO_PROXY stand; no proxy unless told */
  readonly env?: Environment;
  readonly signal: AbortSignal;
  /** told why; rejects with the reason of `signal` when that aborts */
  readonly wait?: (ms: number, signal: AbortSignal, why: Verdict) => Promise<void>;
}

export interface ApiClient {
  /** Posts a body as JSON; one at a time. Whatever the platform does is a `Sent`; rejects with the reason of `signal`. */
  send(body: unknown): Promise<Sent>;
  /** Closes the connection at once. */
  close(): Promise<void>;
}

/**
 * A client for the API URL. It never posts again what may have arrived, unless told to: only where no connection came
 * about, or where the platform says with 429, or 503 and a time, that it did nothing, there is another attempt. Throws an
 * `UlbotError` (usage) for a token that cannot be one.
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { url, token, timeoutMs, env = {}, signal, now = Date.now, wait = pause } = options;
  checkToken(token);
  const poster = createPoster({ url, token, timeoutMs, signal, now, env });
  const send = (body: unknown): Promise<Sent> => {
    const text = JSON.stringify(body);
    return persist(() => poster.post(text), { ...options, wait: (ms, why) => wait(ms, signal, why) });
  };
  return { send, close: poster.close };
}
