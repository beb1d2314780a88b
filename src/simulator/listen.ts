import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { systemCode, UlbotError } from "../errors.ts";
import type { ServerEnv } from "./local-only.ts";

// nobody but this machine gets in
const address = "127.0.0.1";

/** A server that answers. */
export interface Listening {
  readonly port: number;
  /** Closes it at once, whatever state its connections are in. */
  close(): Promise<void>;
}

/**
 * Serves an app on 127.0.0.1, at any free port for 0. Throws an `UlbotError` (usage) for a port that is taken or not to be
 * had.
 */
export async function listen(app: Hono<ServerEnv>, port: number): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    // for clients that speak HTTP/1.0 and name no host
    hostname: address,
    // the adaptor would put its own Request and Response into the place of everybody's
    overrideGlobalObjects: false,
    serverOptions: { headersTimeout: 10_000, requestTimeout: 30_000 },
  }) as Server;
  server.listen(port, address);
  await once(server, "listening").catch((error: unknown) => {
    throw portFailure(port, error);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

function portFailure(port: number, cause: unknown): unknown {
  const code = systemCode(cause);
  const hint = "choose another one, or 0 for any that is free";
  if (code === "EADDRINUSE")
    return new UlbotError("usage", `port ${port} is taken by another program`, { hint, cause });
  if (code !== "EACCES") return cause;
  return new UlbotError("usage", `port ${port} may not be used by this account`, { hint, cause });
}
