import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { createForwarder, type Exchange, type Outcome } from "../../src/record/forward.ts";
import { listen as listenOn } from "../../src/record/listener.ts";
import { listen, type TestServer } from "../servers.ts";

/** What goes over the wire is one character a byte here. */
const bytesOf = (text: string): Buffer => Buffer.from(text, "latin1");

/** A message as it goes over the wire. */
export const message = (head: readonly string[], body = ""): string => `${head.join("\r\n")}\r\n\r\n${body}`;

/** Whether a request has come whole. */
function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const head = text.slice(0, end);
  const body = text.slice(end + 4);
  if (/^transfer-encoding: chunked$/im.test(head)) return /(^|\r\n)0\r\n([^\r]+\r\n)*\r\n$/.test(body);
  return body.length >= Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
}

/** A bot that looks at bytes: what it got, request by request, and what it does with each. */
export async function wireBot(react: (socket: Socket, before: number) => void) {
  const got: string[] = [];
  const server = createServer((socket) => {
    let text = "";
    let before = 0;
    socket.on("error", () => {});
    socket.setEncoding("latin1").on("data", (chunk) => {
      text += chunk;
      if (!isWhole(text)) return;
      got.push(text);
      text = "";
      react(socket, before++);
    });
  });
  return { ...(await listen(server)), got };
}

/** A bot that answers every request with these bytes. */
export const botAnswering = (answer: string, { end = false } = {}) =>
  wireBot((socket) => (end ? socket.end(bytesOf(answer)) : socket.write(bytesOf(answer))));

/** A proxy in front of a server, and what passes through it. */
export async function proxyTo({ url }: Pick<TestServer, "url">, host?: string) {
  const exchanges: Exchange[] = [];
  const forwarder = createForwarder({ target: url, host, onExchange: (exchange) => exchanges.push(exchange) });
  const listener = await listenOn(forwarder, 0, "--port");
  onTestFinished(() => listener.close());
  const outcomes = (): Promise<Outcome[]> => Promise.all(exchanges.map(({ outcome }) => outcome));
  return { port: listener.port, url: new URL(`http://127.0.0.1:${listener.port}/webhook`), exchanges, outcomes };
}

/** A connection that bytes are written to and read from. */
export function caller(port: number) {
  const socket = connect({ port, host: "127.0.0.1" });
  onTestFinished(() => {
    socket.destroy();
  });
  let text = "";
  socket.on("error", () => {});
  socket.setEncoding("latin1").on("data", (chunk) => {
    text += chunk;
  });
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  return {
    send: (bytes: string) => socket.write(bytesOf(bytes)),
    leave: () => socket.resetAndDestroy(),
    /** what has come, once it is so long */
    async receive(length: number): Promise<string> {
      while (text.length < length && !socket.destroyed) await Promise.race([once(socket, "data"), ended]);
      const received = text.slice(0, length);
      text = text.slice(length);
      return received;
    },
    /** what has come, once the other side has closed */
    async rest(): Promise<string> {
      await ended;
      return text;
    },
  };
}
