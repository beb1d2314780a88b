import { once } from "node:events";
import { existsSync } from "node:fs";
import { createApp } from "./app.js";
import { readSettings } from "./settings.js";

/** @import { Server } from "node:http" */
/** @import { AddressInfo } from "node:net" */
/** @import { Bot } from "./app.js" */

const shutdownSeconds = 5;

/**
 * Serves a bot until the process is asked to end. The environment and `.env` say how.
 * @param {(env: NodeJS.ProcessEnv) => Bot} createBot
 */
export async function serve(createBot) {
  try {
    if (existsSync(".env")) process.loadEnvFile();
    await start(createBot(process.env));
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    process.exitCode = 1;
  }
}

/** @param {Bot} bot */
async function start(bot) {
  const settings = readSettings(process.env);
  const server = createApp(settings, bot);
  server.listen(settings.port, settings.host);
  await once(server, "listening");
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => shutDown(server));
  const { port } = /** @type {AddressInfo} */ (server.address());
  console.log(`listening on http://${settings.host}:${port}/webhook`);
}

/**
 * Takes no new requests and lets those under way finish, but not for ever.
 * @param {Server} server
 */
function shutDown(server) {
  server.close();
  setTimeout(() => server.closeAllConnections(), shutdownSeconds * 1000).unref();
}
