import { Client, type Dispatcher } from "undici";
import { type Connector, createConnector } from "../bot/connector.ts";
import type { Environment } from "../settings.ts";
import { isLoopback } from "./api-url.ts";

/** A way to a server, for one request at a time. */
export interface Route {
  readonly dispatcher: Dispatcher;
  /** knows whether a connection to the server itself came about */
  readonly connector: Connector;
  /** the proxy that the connection goes through, if any */
  readonly proxy?: URL | undefined;
}

export interface RouteOptions {
  readonly url: URL;
  readonly timeoutMs: number;
  /** where HTTPS_PROXY, HTTP_PROXY and NO_PROXY stand, in either case */
  readonly env: Environment;
}

// of an answer nothing but its first words is of use
export const maxAnswerBytes = 1024 ** 2;

const settings = {
  pipelining: 1,
  maxResponseSize: maxAnswerBytes,
  // the timers of undici tick twice a second; `withinTime` is exact, and covers what a slow drip would stretch
  headersTimeout: 0,
  bodyTimeout: 0,
  // a connection the platform closes just as a request goes out leaves that request's fate unknown: none is kept for long
  keepAliveTimeout: 1000,
  keepAliveMaxTimeout: 1000,
} as const satisfies Client.Options;

/** Opens the way to a server: straight, or through the proxy that the environment names for it. */
export async function openRoute({ url, timeoutMs, env }: RouteOptions): Promise<Route> {
  const clientWith = ({ connect }: Connector) => new Client(url.origin, { ...settings, connect });
  if (!isLoopback(url.hostname) && namesProxy(env)) {
    const { openProxyRoute } = await import("./proxy-route.ts");
    return openProxyRoute({ url, timeoutMs, env }, clientWith);
  }
  const connector = createConnector(timeoutMs);
  return { dispatcher: clientWith(connector), connector };
}

/** Whether the environment names any proxy: what reads the variables is loaded for these only. */
export function namesProxy(env: Environment): boolean {
  return Boolean(env.HTTPS_PROXY || env.https_proxy || env.HTTP_PROXY || env.http_proxy);
}
