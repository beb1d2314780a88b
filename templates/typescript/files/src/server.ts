import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import { bot } from "./bot.ts";
import { readSettings } from "./settings.ts";

const shutdownSeconds = 5;

/** Takes no new requests and lets those under way finish, but not for ever. */
function shutDown(server: Server): void {
  server.close();
  setTimeout(() => server.closeAllConnections(), shutdownSeconds * 1000).unref();
}

async function start(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile();
  const settings = readSettings(process.env);
  const server = createApp(settings, bot);
  server.listen(settings.port, settings.host);
  await once(server, "listening");
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => shutDown(server));
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://${settings.host}:${port}/webhook`);
}

start().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
