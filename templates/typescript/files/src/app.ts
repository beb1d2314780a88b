import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type Server } from "node:http";
import type { BotEvent, WebhookEvent } from "ulbot";
import { authenticate } from "./authenticate.ts";
import { readBody } from "./body.ts";
import { channelOf } from "./channel.ts";
import { HttpError } from "./http-error.ts";
import { log, logFailure } from "./log.ts";
import type { Settings } from "./settings.ts";
import { parseWebhook } from "./webhook.ts";

/** The bot itself: what it sends in answer to one webhook, in this order; `[]` to stay silent. The platform waits for it. */
export type Bot = (webhook: WebhookEvent) => BotEvent[] | Promise<BotEvent[]>;

interface Reply {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
  /** JSON */
  readonly body: string;
}

interface Route {
  readonly method: string;
  readonly reply: (request: IncomingMessage) => unknown;
}

/** How long a request may take to arrive, in milliseconds. */
const requestTimeout = 10_000;

/** The HTTP server around a bot: `POST /webhook` for the platform, `GET /health` for whoever watches over it. */
export function createApp(settings: Settings, bot: Bot): Server {
  const routes = new Map<string, Route>([
    ["/health", { method: "GET", reply: () => ({ status: "ok" }) }],
    ["/webhook", { method: "POST", reply: (request) => replyToWebhook(request, settings, bot) }],
  ]);
  const server = createServer({ requestTimeout }, async (request, response) => {
    const { status, headers, body } = await respond(request, routes).catch(failure);
    // once the server takes no new ones, a connection that stays open would only keep the process from ending
    if (!server.listening) response.setHeader("connection", "close");
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(body);
  });
  return server;
}

async function respond(request: IncomingMessage, routes: ReadonlyMap<string, Route>): Promise<Reply> {
  const [path = "/"] = (request.url ?? "/").split("?");
  const route = routes.get(path);
  if (!route) throw new HttpError(404, "there is only POST /webhook and GET /health");
  if (request.method !== route.method) {
    throw new HttpError(405, `${path} takes ${route.method}`, { allow: route.method });
  }
  return { status: 200, body: JSON.stringify(await route.reply(request)) };
}

async function replyToWebhook(request: IncomingMessage, settings: Settings, bot: Bot): Promise<BotEvent[]> {
  authenticate(request, settings);
  const webhook = parseWebhook(await readBody(request));
  const events = await bot(webhook);
  const names = events.map(({ packet }) => packet.name).join(", ");
  log(`${webhook.packet.name} from ${channelOf(webhook.info)}: ${names || "no answer"}`);
  return events;
}

function failure(error: unknown): Reply {
  if (error instanceof HttpError) {
    return { status: error.status, headers: error.headers, body: JSON.stringify({ error: error.message }) };
  }
  logFailure("the bot failed", error);
  return { status: 500, body: JSON.stringify({ error: "the bot failed" }) };
}
