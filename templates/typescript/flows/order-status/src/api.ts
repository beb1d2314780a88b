import { setTimeout as sleep } from "node:timers/promises";
import type { BotEvent } from "ulbot";

/** The platform's API URL, and the token that it wants. */
export interface ApiSettings {
  readonly url: URL;
  readonly token: string;
}

/** Sends events that answer no webhook. Says why they may not have arrived; `undefined` where they have. */
export type Send = (events: readonly BotEvent[]) => Promise<string | undefined>;

interface Failure {
  readonly why: string;
  /** where it is certain that the platform has done nothing: when to try again, `undefined` for soon */
  readonly again?: { readonly afterSeconds: number | undefined };
}

const attempts = 3;
const longestWaitSeconds = 60;
const timeoutMs = 10_000;

/** Throws where a setting is missing or wrong. */
export function readApiSettings({ ULBOT_API_URL, ULBOT_SECURITY_TOKEN }: NodeJS.ProcessEnv): ApiSettings {
  if (!ULBOT_API_URL || !ULBOT_SECURITY_TOKEN) {
    throw new Error(
      "ULBOT_API_URL and ULBOT_SECURITY_TOKEN are not both set: results could not be sent (see .env.example)",
    );
  }
  const url = URL.canParse(ULBOT_API_URL) ? new URL(ULBOT_API_URL) : undefined;
  const isLocal = ["127.0.0.1", "localhost"].includes(url?.hostname ?? "");
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLocal)) return { url, token: ULBOT_SECURITY_TOKEN };
  throw new Error("ULBOT_API_URL is not an https URL");
}

/** Sends by POST. What may have reached the platform is never sent twice: there, a message would appear twice. */
export function createSend(api: ApiSettings, wait = (seconds: number) => sleep(seconds * 1000)): Send {
  return async (events) => {
    for (let attempt = 1; ; attempt++) {
      const failure = await post(api, events);
      if (failure === undefined) return undefined;
      const seconds = failure.again && (failure.again.afterSeconds ?? attempt);
      if (seconds === undefined || seconds > longestWaitSeconds || attempt === attempts) return failure.why;
      await wait(seconds);
    }
  };
}

async function post({ url, token }: ApiSettings, events: readonly BotEvent[]): Promise<Failure | undefined> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "SECURITY-TOKEN": token, "content-type": "application/json" },
      body: JSON.stringify(events),
      redirect: "manual", // the token is for this host only
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.ok ? undefined : refusal(response);
  } catch (error) {
    return noAnswer(error as Error & { cause?: { code?: string } });
  }
}

// Too many requests, or out of service for now: the platform has taken nothing.
function refusal({ status, headers }: Response): Failure {
  const why = `status ${status}`;
  return status === 429 || status === 503 ? { why, again: { afterSeconds: retryAfter(headers) } } : { why };
}

function retryAfter(headers: Headers): number | undefined {
  const text = headers.get("retry-after") ?? "";
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

// No connection came about, so nothing was sent. After any other error nobody knows.
const unsent = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"];

function noAnswer({ name, cause }: Error & { readonly cause?: { readonly code?: string } }): Failure {
  const why = `no answer (${cause?.code ?? name})`;
  return unsent.includes(cause?.code ?? "") ? { why, again: { afterSeconds: undefined } } : { why };
}
