import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Bot, createApp } from "./app.ts";
import { readSettings } from "./settings.ts";

const shutdownSeconds = 5;

/** Serves a bot until the process is asked to end. The environment and `.env` say how. */
export async function serve(createBot: (env: NodeJS.ProcessEnv) => Bot): Promise<void> {
  try {
    if (existsSync(".env")) process.loadEnvFile();
    await start(createBot(process.env));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

async function start(bot: Bot): Promise<void> {
  const settings = readSettings(process.env);
  const server = createApp(settings, bot);
  server.listen(settings.port, settings.host);
  await once(server, "listening");
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => shutDown(server));
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://${settings.host}:${port}/webhook`);
}

/** Takes no new requests and lets those under way finish, but not for ever. */
function shutDown(server: Server): void {
  server.close();
  setTimeout(() => server.closeAllConnections(), shutdownSeconds * 1000).unref();
}
