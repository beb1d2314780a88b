import { createHash } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { bots, closedPort, closeServers, httpServer, listen, pour } from "../servers.ts";
import { botAnswering, caller, message, proxyTo, wireBot } from "./wire.ts";

afterEach(closeServers);

const packed = gzipSync('{"packet":{"name":"message"}}').toString("latin1");
const fine = message(["HTTP/1.1 200 OK", "Content-Length: 2"], "[]");
const post = (...headers: string[]): string[] => ["POST /webhook HTTP/1.1", "Host: bot.example.com", ...headers];
const kept = "Connection: keep-alive";

const requests: Record<string, string> = {
  "headers in their order and spelling, each as often as it came": message(
    post("X-one: 1", "x-ONE: 2", kept, "A: b", "X-one: 3", "aPI-SECURITY-token: s3cret", "CONTENT-length: 2"),
    "{}",
  ),
  "header values beyond ASCII, and empty ones": message(post("X: \xe4\xff", kept, "Y: ", "Content-Length: 0")),
  "a packed body": message(post(kept, "Content-Encoding: gzip", `Content-Length: ${packed.length}`), packed),
  "a path and a query, whatever they look like": message([
    "GET //a/../b%2Fc?x=%20&&y=[]&z HTTP/1.1",
    "Host: x",
    kept,
    "Content-Length: 0",
  ]),
  "any method": message(["PATCH / HTTP/1.1", "Host: x", kept, "Content-Length: 1"], "x"),
  "chunks, and the trailers behind them": message(
    post("Transfer-Encoding: chunked", kept, "Trailer: X-Sum"),
    "2\r\n{}\r\n0\r\nX-Sum: 1\r\n\r\n",
  ),
  "the wish to close the connection": message(post("Connection: close", "Content-Length: 0")),
};

const answers: Record<string, string> = {
  "a status with its own reason": message(["HTTP/1.1 299 Fine By Me", "content-length: 0"]),
  "no reason at all": message(["HTTP/1.1 200 ", "content-length: 0"]),
  "headers in their order and spelling, each as often as it came": message(
    ["HTTP/1.1 200 OK", "Set-Cookie: a=1", "x-a: 1", "SET-cookie: b=2", "X-A: \xe4", "CONTENT-length: 2"],
    "[]",
  ),
  "a packed body": message(
    ["HTTP/1.1 200 OK", "Content-Encoding: gzip", `Content-Length: ${packed.length}`, kept],
    packed,
  ),
  "chunks, and the trailers behind them": message(
    ["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Trailer: X-Sum"],
    "2\r\n[]\r\n0\r\nX-Sum: 1\r\n\r\n",
  ),
  "no body where there is none": message(["HTTP/1.1 204 No Content", "X-Empty: "]),
  "a date that is not ours": message(["HTTP/1.1 200 OK", "Date: yesterday", "Content-Length: 0"]),
  "a failure": message(["HTTP/1.1 500 Internal Server Error", "Content-Length: 9"], "Traceback"),
  "a redirect, which is not followed": message([
    "HTTP/1.1 302 Found",
    "Location: http://127.0.0.1:1/",
    "Content-Length: 0",
  ]),
};

const endingAnswers: Record<string, string> = {
  "a body that ends with the connection": message(["HTTP/1.1 200 OK", "Connection: close"], "[]"),
  "an answer of HTTP/1.1 that closes": message(["HTTP/1.1 200 OK", "Content-Length: 2", "Connection: close"], "[]"),
};

describe("passes on, byte for byte,", () => {
  test.each(Object.entries(requests))("%s, to the bot", async (_, sent) => {
    const bot = await botAnswering(fine);
    const connection = caller((await proxyTo(bot)).port);
    connection.send(sent);
    expect(await connection.receive(fine.length)).toBe(fine);
    expect(bot.got).toEqual([sent]);
  });

  test.each(Object.entries(answers))("%s, to the caller", async (_, answer) => {
    const connection = caller((await proxyTo(await botAnswering(answer))).port);
    connection.send(message(post("Content-Length: 0")));
    expect(await connection.receive(answer.length)).toBe(answer);
    // nothing may follow: what comes next is the next answer
    connection.send(message(post("Content-Length: 0")));
    expect(await connection.receive(answer.length)).toBe(answer);
  });

  test.each(Object.entries(endingAnswers))("%s, to the caller", async (_, answer) => {
    const connection = caller((await proxyTo(await botAnswering(answer, { end: true }))).port);
    connection.send(message(post("Content-Length: 0")));
    expect(await connection.rest()).toBe(answer);
  });

  test("a body that is sent once the bot says 100", async () => {
    const bot = await httpServer((response, { body }) => response.end(`got ${body}`));
    const connection = caller((await proxyTo(bot)).port);
    connection.send(message(post("Expect: 100-continue", "Content-Length: 5")));
    const goOn = message(["HTTP/1.1 100 Continue"]);
    expect(await connection.receive(goOn.length)).toBe(goOn);
    connection.send("hello");
    expect(await connection.receive("HTTP/1.1 200 OK".length)).toBe("HTTP/1.1 200 OK");
    expect(bot.requests.map(({ body }) => body)).toEqual(["hello"]);
  });

  test("bodies of any size, and keeps those of 10 MiB at most", async () => {
    const chunk = Buffer.alloc(1024 ** 2, "0123456789");
    const bot = await httpServer((response, { body }) => {
      response.setHeader("x-got", createHash("sha256").update(body).digest("hex"));
      pour(response, chunk, 11);
    });
    const proxy = await proxyTo(bot);
    const large = Buffer.concat(Array.from({ length: 12 }, () => chunk));
    const posting = request(proxy.url, { method: "POST" }).end(large);
    const [answer] = await once(posting, "response");
    let size = 0;
    for await (const part of answer) size += part.length;
    expect(size).toBe(11 * chunk.length);
    expect(answer.headers["x-got"]).toBe(createHash("sha256").update(large).digest("hex"));
    expect(await proxy.exchanges[0]?.received).toEqual({ bytes: undefined, encoding: undefined });
    expect(await proxy.outcomes()).toMatchObject([{ kind: "answered", status: 200, body: { bytes: undefined } }]);
  });
});

describe("changes", () => {
  test.each([
    ["what belongs to the connection", ["Keep-Alive: timeout=5", "TE: gzip", kept], [kept]],
    ["what Connection names", ["Connection: keep-alive, X-Hop", "X-Hop: 1", "X-Stays: 1"], [kept, "X-Stays: 1"]],
    ["the wish for another protocol", ["Connection: Upgrade", "Upgrade: websocket", "A: 1"], [kept, "A: 1"]],
  ])("%s", async (_, sent, passed) => {
    const bot = await botAnswering(fine);
    const connection = caller((await proxyTo(bot)).port);
    connection.send(message(post(...sent, "Content-Length: 0")));
    await connection.receive(fine.length);
    expect(bot.got).toEqual([message(post(...passed, "Content-Length: 0"))]);
  });

  test("nothing into chunks where there was no body", async () => {
    const bot = await botAnswering(fine);
    const connection = caller((await proxyTo(bot)).port);
    connection.send(message(post(kept)));
    await connection.receive(fine.length);
    expect(bot.got).toEqual([message(post(kept, "Content-Length: 0"))]);
  });

  test("the Host, where it is told to", async () => {
    const bot = await botAnswering(fine);
    const connection = caller((await proxyTo(bot, "api.example.com")).port);
    connection.send(message(["GET / HTTP/1.1", "A: b", "hOST: 127.0.0.1:9001", kept, "Content-Length: 0"]));
    await connection.receive(fine.length);
    expect(bot.got[0]).toContain("A: b\r\nhOST: api.example.com\r\nConnection");
  });

  test("chunks into a body that ends with the connection, for a caller of HTTP/1.0", async () => {
    const answer = message(["HTTP/1.1 200 OK", "A: b", "Transfer-Encoding: chunked"], "2\r\n[]\r\n0\r\n\r\n");
    const connection = caller((await proxyTo(await botAnswering(answer))).port);
    connection.send(message(["POST / HTTP/1.0", "Host: x", "Content-Length: 0"]));
    expect(await connection.rest()).toBe(message(["HTTP/1.1 200 OK", "A: b"], "[]"));
  });
});

describe("connections", () => {
  test("are as many behind the proxy as before it", async () => {
    const bot = await botAnswering(fine);
    const { port } = await proxyTo(bot);
    for (const connection of [caller(port), caller(port)]) {
      for (let turn = 0; turn < 3; turn++) {
        connection.send(message(post("Content-Length: 0")));
        await connection.receive(fine.length);
      }
    }
    expect(bot.got).toHaveLength(6);
    expect(bot.connections()).toBe(2);
  });

  test("that the bot closes as a request comes are closed to the caller, who may try again", async () => {
    const bot = await wireBot((socket, before) => (before === 0 ? socket.write(fine) : socket.resetAndDestroy()));
    const { port, outcomes } = await proxyTo(bot);
    const connection = caller(port);
    connection.send(message(post("Content-Length: 0")));
    await connection.receive(fine.length);
    connection.send(message(post("Content-Length: 0")));
    expect(await connection.rest()).toBe("");
    expect(await outcomes()).toMatchObject([{ kind: "answered" }, { kind: "lost" }]);
    expect(bot.got).toHaveLength(2);
  });

  test("of callers who go away are ended, so that the bot can tell", async () => {
    let isGone = Promise.resolve<unknown>(undefined);
    let reach = () => {};
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const bot = await wireBot((socket) => {
      isGone = new Promise((resolve) => socket.once("close", resolve));
      reach();
    });
    const proxy = await proxyTo(bot);
    const connection = caller(proxy.port);
    connection.send(message(post("Content-Length: 0")));
    await reached;
    connection.leave();
    await isGone;
    expect(await proxy.outcomes()).toMatchObject([{ kind: "lost" }]);
  });

  test("that end in the middle of a request leave none", async () => {
    const proxy = await proxyTo(await botAnswering(fine));
    const connection = caller(proxy.port);
    connection.send(message(post("Content-Length: 100"), "{"));
    await expect.poll(() => proxy.exchanges.length).toBe(1);
    connection.leave();
    expect(await proxy.exchanges[0]?.received).toBeUndefined();
    expect(await proxy.outcomes()).toMatchObject([{ kind: "lost" }]);
  });
});

describe("a bot that fails", () => {
  test.each([
    ["is not there", async () => ({ url: new URL(`http://127.0.0.1:${await closedPort()}/`) }), "nothing listens at"],
    ["has a name that nobody knows", async () => ({ url: new URL("http://bot.invalid/") }), "the host of"],
    ["closes the connection", bots.closeAtOnce, "closed the connection without an answer"],
    ["resets the connection", bots.resetAtOnce, "closed the connection without an answer"],
    ["does not speak HTTP", bots.notHttp, "the exchange with"],
  ])("and %s is a 502 that says so", async (_, start, text) => {
    const proxy = await proxyTo(await start());
    for (const _turn of [1, 2]) {
      const answer = await fetch(proxy.url, { method: "POST", body: "{}" });
      expect(answer.status).toBe(502);
      expect(((await answer.json()) as { error: string }).error).toContain(text);
    }
    expect(await proxy.outcomes()).toMatchObject([{ kind: "failed", status: 502 }, { kind: "failed" }]);
  });

  test.each([["resetInBody"], ["truncated"], ["truncatedChunks"]] as const)(
    "and does so in the middle of an answer (%s) leaves the caller without a whole one",
    async (name) => {
      const proxy = await proxyTo(await bots[name]());
      const answer = await fetch(proxy.url, { method: "POST", body: "{}" });
      await expect(answer.text()).rejects.toThrow();
      expect(await proxy.outcomes()).toMatchObject([{ kind: "lost" }]);
    },
  );

  test("and answers before it has read everything has its answer passed on", async () => {
    const answer = message(["HTTP/1.1 413 Too Large", "Content-Length: 0", kept]);
    const server = createServer((socket) => {
      socket.on("error", () => {}).once("data", () => socket.end(answer));
    });
    const proxy = await proxyTo(await listen(server));
    const connection = caller(proxy.port);
    connection.send(message(post("Content-Length: 5000000"), "{"));
    expect(await connection.receive(answer.length)).toBe(answer);
    expect(await proxy.outcomes()).toMatchObject([{ kind: "answered", status: 413 }]);
    // the connection is as good as before, once the rest has come
    connection.send("x".repeat(4_999_999) + message(post("Content-Length: 0")));
    expect(await connection.receive(answer.length)).toBe(answer);
  });
});
