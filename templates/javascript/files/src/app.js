import { createServer } from "node:http";
import { authenticate } from "./authenticate.js";
import { readBody } from "./body.js";
import { channelOf } from "./channel.js";
import { HttpError } from "./http-error.js";
import { log, logFailure } from "./log.js";
import { parseWebhook } from "./webhook.js";

/** @import { IncomingMessage, OutgoingHttpHeaders, Server } from "node:http" */
/** @import { BotEvent, WebhookEvent } from "ulbot" */
/** @import { Settings } from "./settings.js" */

/**
 * The bot itself: what it sends in answer to one webhook, in this order; `[]` to stay silent. The platform waits for it.
 * @typedef {(webhook: WebhookEvent) => BotEvent[] | Promise<BotEvent[]>} Bot
 */

/** @typedef {{ status: number, headers?: OutgoingHttpHeaders, body: string }} Reply with JSON as body */
/** @typedef {{ method: string, reply: (request: IncomingMessage) => unknown }} Route */

/** How long a request may take to arrive, in milliseconds. */
const requestTimeout = 10_000;

/**
 * The HTTP server around a bot: `POST /webhook` for the platform, `GET /health` for whoever watches over it.
 * @param {Settings} settings
 * @param {Bot} bot
 * @returns {Server}
 */
export function createApp(settings, bot) {
  /** @type {Route} */
  const health = { method: "GET", reply: () => ({ status: "ok" }) };
  /** @type {Route} */
  const webhook = { method: "POST", reply: (request) => replyToWebhook(request, settings, bot) };
  const routes = new Map(Object.entries({ "/health": health, "/webhook": webhook }));
  const server = createServer({ requestTimeout }, async (request, response) => {
    const { status, headers, body } = await respond(request, routes).catch(failure);
    // once the server takes no new ones, a connection that stays open would only keep the process from ending
    if (!server.listening) response.setHeader("connection", "close");
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(body);
  });
  return server;
}

/**
 * @param {IncomingMessage} request
 * @param {ReadonlyMap<string, Route>} routes
 * @returns {Promise<Reply>}
 */
async function respond(request, routes) {
  const [path = "/"] = (request.url ?? "/").split("?");
  const route = routes.get(path);
  if (!route) throw new HttpError(404, "there is only POST /webhook and GET /health");
  if (request.method !== route.method) {
    throw new HttpError(405, `${path} takes ${route.method}`, { allow: route.method });
  }
  return { status: 200, body: JSON.stringify(await route.reply(request)) };
}

/**
 * @param {IncomingMessage} request
 * @param {Settings} settings
 * @param {Bot} bot
 */
async function replyToWebhook(request, settings, bot) {
  authenticate(request, settings);
  const webhook = parseWebhook(await readBody(request));
  const events = await bot(webhook);
  const names = events.map(({ packet }) => packet.name).join(", ");
  log(`${webhook.packet.name} from ${channelOf(webhook.info)}: ${names || "no answer"}`);
  return events;
}

/**
 * @param {unknown} error
 * @returns {Reply}
 */
function failure(error) {
  if (error instanceof HttpError) {
    return { status: error.status, headers: error.headers, body: JSON.stringify({ error: error.message }) };
  }
  logFailure("the bot failed", error);
  return { status: 500, body: JSON.stringify({ error: "the bot failed" }) };
}
