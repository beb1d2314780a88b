import { createEndpoint, type Reply } from "../bot/endpoint.ts";
import { duration, TimeLimitError, withinTime } from "../bot/time-limit.ts";
import { UlbotError } from "../errors.ts";
import { quoted } from "../lint/quoted.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";

/** A bot's own handler, as frameworks have it. */
export type Fetch = (request: Request) => Response | Promise<Response>;

/** Where a bot is: at a URL, or a handler that is called instead. */
export interface BotAddress {
  readonly url?: string | URL;
  readonly fetch?: Fetch;
  /** sent with every webhook, like the "Webhook headers" of the dashboard */
  readonly headers?: Readonly<Record<string, string>>;
  /** how long an answer may take, in milliseconds; 5 s unless told */
  readonly timeoutMs?: number;
}

/** How webhooks get to a bot. */
export interface Connection {
  post(webhook: WebhookEvent): Promise<Reply>;
  close(): Promise<void>;
}

async function answerOf(handler: Fetch, request: Request): Promise<Omit<Extract<Reply, { kind: "answer" }>, "ms">> {
  const response = await handler(request);
  // any class of it will do: frameworks bring their own
  if (typeof response?.text !== "function") {
    const given = JSON.stringify(response) ?? "nothing";
    throw new TypeError(`the handler gave ${given.slice(0, 100)}, but it has to give a Response`);
  }
  const { status, headers } = response;
  const contentType = headers.get("content-type") ?? undefined;
  const location = headers.get("location") ?? undefined;
  return { kind: "answer", status, contentType, location, body: await response.text() };
}

/** What a handler that throws is answered with by every framework. */
const broken = { kind: "answer", status: 500, contentType: "text/plain", location: undefined } as const;

function toHandler(handler: Fetch, { headers = {}, timeoutMs = 5000 }: BotAddress): Connection {
  const closing = new AbortController();
  return {
    async post(webhook) {
      const started = performance.now();
      const init = { method: "POST", headers: { "content-type": "application/json", ...headers } };
      const request = new Request("http://localhost/webhook", { ...init, body: JSON.stringify(webhook) });
      const reply = await withinTime(timeoutMs, closing.signal, () => answerOf(handler, request)).catch((error) => {
        closing.signal.throwIfAborted();
        if (!(error instanceof TimeLimitError)) return { ...broken, body: String(error) };
        const message = `the bot did not answer within ${duration(timeoutMs)}`;
        return { kind: "failure", failure: "timeout", message } as const;
      });
      return Object.assign(reply, { ms: performance.now() - started });
    },
    async close() {
      closing.abort();
    },
  };
}

function urlOf(text: string | URL): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new UlbotError("usage", `${quoted(String(text))} is no URL, such as http://localhost:8000/webhook`);
}

function toUrl(url: string | URL, { headers = {}, timeoutMs = 5000 }: BotAddress): Connection {
  const endpoint = createEndpoint({ url: urlOf(url), headers, timeoutMs });
  const closing = new AbortController();
  return {
    post: (webhook) => endpoint.post(webhook, { signal: closing.signal }),
    async close() {
      closing.abort();
      await endpoint.close();
    },
  };
}

/** Connects to a bot. Throws an `UlbotError` (usage) where neither its URL nor its handler is given, or the URL is none. */
export function connectionTo(bot: BotAddress): Connection {
  if (bot.fetch) return toHandler(bot.fetch, bot);
  if (bot.url !== undefined) return toUrl(bot.url, bot);
  throw new UlbotError("usage", "a simulator needs the url of a bot, or its fetch handler");
}
