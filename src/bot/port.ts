import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A port of 127.0.0.1 at which nothing listens at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** The port a URL means, written out or not. */
export function portOf(url: URL): number {
  return Number(url.port || (url.protocol === "https:" ? 443 : 80));
}

// a machine that does not even refuse is not one where something listens
const connectPatienceMs = 1000;

/** Whether something accepts connections at the host and port of `url`. */
export async function isListening(url: URL): Promise<boolean> {
  const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ""), port: portOf(url) });
  try {
    const connected = once(socket, "connect").then(() => true);
    return await Promise.race([connected, sleep(connectPatienceMs, false, { ref: false })]);
  } catch {
    return false;
  } finally {
    socket.on("error", () => {}).destroy();
  }
}
