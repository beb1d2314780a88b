import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { systemCode, UlbotError } from "../errors.ts";

/** Where a server on this machine listens, and what becomes of its connections. */
export interface Listener {
  readonly port: number;
  /** takes no more connections; those that are open stay */
  refuse(): void;
  /** ends every connection, whatever it is at; resolves once all are gone */
  close(): Promise<void>;
}

const problems: Readonly<Record<string, string>> = {
  EADDRINUSE: "is taken by something that listens there already",
  EACCES: "may not be listened at",
};

/**
 * Listens on 127.0.0.1, at any free port for 0. Every Host is accepted, unlike in a server of our own pages: a tunnel sends
 * the name it has in the internet, and all there is to get here is what the bot itself gives. Throws an `UlbotError` (usage)
 * that names the `option` to choose another port with.
 */
export async function listen(answer: RequestListener, port: number, option: string): Promise<Listener> {
  // whether an idle connection is kept is up to the caller, and to whom its requests go
  const server = createServer({ keepAliveTimeout: 0 }, answer).on("checkContinue", answer);
  await listening(server, port, option);
  const closed = new Promise<void>((resolve) => server.once("close", () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    refuse: () => server.close(),
    async close() {
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listening(server: Server, port: number, option: string): Promise<void> {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (cause) {
    const problem = problems[systemCode(cause) ?? ""];
    if (problem === undefined) throw cause;
    const hint = `choose another one with ${option}, or any that is free with ${option} 0`;
    throw new UlbotError("usage", `port ${port} ${problem}`, { hint, cause });
  }
}
