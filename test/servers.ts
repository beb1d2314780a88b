import { once } from "node:events";
import { createServer as createHttpServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";

/** A request as a test server got it. */
export interface Got {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server on 127.0.0.1 that lasts until `closeServers`. */
export interface TestServer {
  readonly url: URL;
  readonly port: number;
  /** every request that came whole, in order */
  readonly requests: Got[];
  /** how many connections were accepted so far */
  connections(): number;
  close(): Promise<void>;
}

const open = new Set<TestServer>();

/** For `afterEach`: closes every server a test has opened, whatever state its connections are in. */
export async function closeServers(): Promise<void> {
  await Promise.all(Array.from(open, (server) => server.close()));
}

/** An HTTP server, at any free port unless told; `answer` is called with every request once its body is read. */
export async function httpServer(answer: (response: ServerResponse, got: Got) => void, port = 0): Promise<TestServer> {
  const requests: Got[] = [];
  const server = createHttpServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const got = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body };
    requests.push(got);
    answer(response, got);
  });
  return listen(server, requests, "http", port);
}

/**
 * A server that speaks TCP; `answer` is called with the socket whenever a whole HTTP request with a content-length has
 * come over it, and with how many came over this connection before.
 */
export async function rawServer(answer: (socket: Socket, before: number) => void): Promise<TestServer> {
  const requests: Got[] = [];
  const server = createTcpServer((socket) => {
    let text = "";
    let before = 0;
    socket.on("error", () => {});
    socket.setEncoding("latin1").on("data", (chunk) => {
      text += chunk;
      const got = wholeRequest(text);
      if (!got) return;
      text = "";
      requests.push(got);
      answer(socket, before++);
    });
  });
  return listen(server, requests);
}

/** Makes any server of Node.js a test server, at any free port unless told. */
export async function listen(server: Server, requests: Got[] = [], protocol = "http", at = 0): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(at, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = new URL(`${protocol}://127.0.0.1:${port}/webhook`);
  const close = async () => {
    if (!open.delete(handle)) return;
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const handle: TestServer = { url, port, requests, connections: () => connections, close };
  open.add(handle);
  return handle;
}

/** `text` holds one byte a character, so that its length is what content-length counts. */
function wholeRequest(text: string): Got | undefined {
  const [head = "", body] = text.split("\r\n\r\n", 2);
  if (body === undefined || body.length < Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)) return undefined;
  const [method = "", path = ""] = head.split(" ");
  return { method, path, headers: {}, body: Buffer.from(body, "latin1").toString() };
}

/** A port of 127.0.0.1 at which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = await httpServer(() => {});
  await server.close();
  return server.port;
}

const json = { "content-type": "application/json" };
const event = JSON.stringify({ info: { cid: "chatbot::1:0" }, packet: { name: "end", payload: {} } });

const packed = (encoding: string, body: Buffer) => () =>
  httpServer((response) => response.writeHead(200, { ...json, "content-encoding": encoding }).end(body));

/** Sends one chunk after the other as fast as they are taken, until the other side has had enough. */
export function pour(response: ServerResponse, chunk: Buffer, times: number): ServerResponse {
  let left = times;
  const more = () => {
    while (left-- > 0) if (!response.write(chunk)) return response.once("drain", more);
    return response.end();
  };
  more();
  return response;
}

/** A byte now and then, forever: never silent long enough for a timeout between bytes. */
function drip(socket: Socket): void {
  const timer = setInterval(() => socket.write(" "), 10);
  socket.on("close", () => clearInterval(timer));
}

/** Bots that answer badly or oddly, one behaviour each. Start one by calling it. */
export const bots = {
  ok: () => httpServer((response) => response.writeHead(200, json).end(event)),
  empty: () => httpServer((response) => response.writeHead(204).end()),
  broken: () => httpServer((response) => response.writeHead(500).end("Traceback (most recent call last)")),
  redirect: () => httpServer((response) => response.writeHead(302, { location: "http://127.0.0.1:1/else" }).end()),
  html: () => httpServer((response) => response.writeHead(200, { "content-type": "text/html" }).end("<h1>hi</h1>")),
  bom: () => httpServer((response) => response.writeHead(200, json).end(`\ufeff${event}`)),
  latin1: () => httpServer((response) => response.writeHead(200, json).end(Buffer.from('"Gr\u00fc\u00dfe"', "latin1"))),
  huge: () => httpServer((response) => pour(response.writeHead(200, json), Buffer.alloc(1024 ** 2, " "), 50)),
  gzip: packed("gzip", gzipSync(event)),
  deflate: packed("deflate", deflateSync(event)),
  rawDeflate: packed("deflate", deflateRawSync(event)),
  brotli: packed("br", brotliCompressSync(event)),
  gzipBomb: packed("gzip", gzipSync(Buffer.alloc(50 * 1024 ** 2, " "))),
  gzipCorrupt: packed("gzip", Buffer.from("this is not gzip")),
  gzipTruncated: packed("gzip", gzipSync(event).subarray(0, 30)),
  unknownEncoding: packed("zstd", Buffer.from(event)),
  silent: () => httpServer(() => {}),
  dripHead: () => rawServer((socket) => socket.write("HTTP/1.1 200 OK\r\nx-drip: ") && drip(socket)),
  dripBody: () =>
    rawServer((socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9999999\r\n\r\n") && drip(socket)),
  resetAtOnce: () => rawServer((socket) => socket.resetAndDestroy()),
  closeAtOnce: () => rawServer((socket) => socket.end()),
  closeInHead: () => rawServer((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-ty")),
  resetInBody: () =>
    rawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[", () => socket.resetAndDestroy());
    }),
  truncated: () => rawServer((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[]")),
  truncatedAtClose: () =>
    rawServer((socket) => socket.end("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 100\r\n\r\n[]")),
  truncatedChunks: () =>
    rawServer((socket) => socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n[")),
  notHttp: () => rawServer((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n")),
  upgrade: () =>
    rawServer((socket) => socket.write("HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n")),
  longHead: () => rawServer((socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${"x".repeat(100_000)}\r\n\r\n`)),
} as const satisfies Record<string, () => Promise<TestServer>>;

export type BotName = keyof typeof bots;
