import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";
import { quoted } from "../lint/quoted.ts";

/** What a request handler is given: `incoming` where the request came through a socket. */
export interface ServerEnv {
  Bindings: Partial<HttpBindings>;
}

const ourNames: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/** Whether `host`, such as `localhost:8000`, is this server; without a `port` any is. */
function isOurs(host: string, port: number | undefined): boolean {
  const [, name = "", given = "80"] = /^(.*?)(?::(\d+))?$/.exec(host.toLowerCase()) ?? [];
  return ourNames.includes(name) && (port === undefined || Number(given) === port);
}

function isOurOrigin(origin: string, port: number | undefined): boolean {
  return /^http:\/\//i.test(origin) && isOurs(origin.slice("http://".length), port);
}

/** Why a request has to come from elsewhere than this machine's own programs; `undefined` where it may not. */
function foreignness(c: Context<ServerEnv>): string | undefined {
  // a request that is made without a server has no such object
  const incoming = c.env?.incoming;
  const port = incoming?.socket.localPort;
  const host = incoming ? incoming.headers.host : new URL(c.req.url).host;
  const us = port === undefined ? "127.0.0.1 and localhost" : `127.0.0.1:${port} and localhost:${port}`;
  if (host === undefined || host === "") return `there is no Host header, but it has to be one of ${us}`;
  if (!isOurs(host, port)) return `the Host header is ${quoted(host)}, but only ${us} are answered`;
  const origin = c.req.header("origin");
  if (origin === undefined || isOurOrigin(origin, port)) return undefined;
  return `the request comes from a web page of ${quoted(origin)}, but only this server's own pages may ask`;
}

/**
 * Lets nothing through but requests to this machine by its own names, so that no web page can reach the server, not even
 * by a host name that it has led here.
 */
export const localOnly: MiddlewareHandler<ServerEnv> = async (c, next) => {
  const error = foreignness(c);
  return error === undefined ? next() : c.json({ error }, 403);
};
