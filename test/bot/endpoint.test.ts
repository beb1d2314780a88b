import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createEndpoint, type Endpoint, type EndpointOptions, type Reply } from "../../src/bot/endpoint.ts";
import { type BotName, bots, closedPort, closeServers, httpServer, pour, rawServer } from "../servers.ts";

const never = new AbortController().signal;
const webhook = { info: { cid: "chatbot::1:0" }, packet: { name: "message", payload: { body: "Grüße" } } };
const event = { info: { cid: "chatbot::1:0" }, packet: { name: "end", payload: {} } };
const endpoints: Endpoint[] = [];

function endpointOf(url: URL, options: Partial<EndpointOptions> = {}): Endpoint {
  const endpoint = createEndpoint({ url, headers: {}, timeoutMs: 5000, ...options });
  endpoints.push(endpoint);
  return endpoint;
}

async function postTo(name: BotName, options: Partial<EndpointOptions> = {}): Promise<Reply> {
  const bot = await bots[name]();
  return endpointOf(bot.url, options).post(webhook, { signal: never });
}

afterEach(async () => {
  await Promise.all(endpoints.splice(0).map((endpoint) => endpoint.close()));
  await closeServers();
});

describe("what a bot gets", () => {
  it("is one POST of the webhook with the user's headers over ours", async () => {
    const bot = await bots.ok();
    const headers = { "API-SECURITY-TOKEN": "s3cret", "User-Agent": "me" };
    const endpoint = endpointOf(new URL("?a=1", bot.url), { headers });
    await endpoint.post(webhook, { signal: never });
    expect(bot.requests).toHaveLength(1);
    expect(bot.requests[0]).toMatchObject({ method: "POST", path: "/webhook?a=1", body: JSON.stringify(webhook) });
    expect(bot.requests[0]?.headers).toMatchObject({
      "api-security-token": "s3cret",
      "content-type": "application/json",
      "user-agent": "me",
    });
  });

  it("comes over one kept connection, turn by turn", async () => {
    const bot = await bots.ok();
    const endpoint = endpointOf(bot.url);
    for (let turn = 0; turn < 5; turn += 1) await endpoint.post(webhook, { signal: never });
    expect(bot.requests).toHaveLength(5);
    expect(bot.connections()).toBe(1);
  });

  it("comes over no more connections than allowed", async () => {
    const bot = await bots.ok();
    const endpoint = endpointOf(bot.url, { connections: 2 });
    const replies = await Promise.all(Array.from({ length: 20 }, () => endpoint.post(webhook, { signal: never })));
    expect(replies.every((reply) => reply.kind === "answer")).toBe(true);
    expect(bot.connections()).toBe(2);
  });
});

describe("answers", () => {
  it.each(["ok", "gzip", "deflate", "rawDeflate", "brotli", "bom"] as const)("%s is read as text", async (name) => {
    const reply = await postTo(name);
    expect(reply).toMatchObject({ kind: "answer", status: 200, contentType: "application/json", location: undefined });
    expect(reply.kind === "answer" && JSON.parse(reply.body)).toEqual(event);
    expect(reply.ms).toBeGreaterThan(0);
  });

  it.each([
    ["empty", { status: 204, body: "", contentType: undefined }],
    ["broken", { status: 500, body: "Traceback (most recent call last)" }],
    ["html", { status: 200, body: "<h1>hi</h1>", contentType: "text/html" }],
    ["redirect", { status: 302, location: "http://127.0.0.1:1/else" }],
  ] as const)("%s is an answer all the same", async (name, expected) => {
    expect(await postTo(name)).toMatchObject({ kind: "answer", ...expected });
  });
});

describe("failures", () => {
  it.each([
    ["latin1", "encoding", "not valid UTF-8"],
    ["gzipCorrupt", "encoding", "says it is gzip, but cannot be unpacked"],
    ["gzipTruncated", "encoding", "says it is gzip, but cannot be unpacked"],
    ["unknownEncoding", "encoding", 'content-encoding "zstd"'],
    ["gzipBomb", "too-large", "larger than 10 MiB"],
    ["huge", "too-large", "larger than 10 MiB"],
    ["resetAtOnce", "reset", "closed the connection without answering"],
    ["closeAtOnce", "reset", "closed the connection without answering"],
    ["closeInHead", "reset", "closed the connection without answering"],
    ["resetInBody", "reset", "in the middle of its answer"],
    ["truncated", "reset", "in the middle of its answer"],
    ["truncatedAtClose", "reset", "in the middle of its answer"],
    ["truncatedChunks", "reset", "in the middle of its answer"],
    ["notHttp", "protocol", "is not HTTP"],
    ["upgrade", "protocol", "is not HTTP"],
    ["longHead", "protocol", "is not HTTP"],
  ] as const)("%s is %s", async (name, failure, message) => {
    const reply = await postTo(name);
    expect(reply).toMatchObject({ kind: "failure", failure, message: expect.stringContaining(message) });
    expect(reply.ms).toBeGreaterThan(0);
  });

  it.each([
    ["silent", "did not answer within 300 ms"],
    ["dripHead", "did not answer within 300 ms"],
    ["dripBody", "began to answer, but was not done within 300 ms"],
  ] as const)("%s is a timeout, however it stretches", async (name, message) => {
    const reply = await postTo(name, { timeoutMs: 300 });
    expect(reply).toMatchObject({ kind: "failure", failure: "timeout", message: expect.stringContaining(message) });
    expect(reply.ms).toBeGreaterThanOrEqual(299);
  });

  it("stops reading at the limit that was asked for", async () => {
    const reply = await postTo("ok", { maxBytes: 10 });
    expect(reply).toMatchObject({ failure: "too-large", message: expect.stringContaining("larger than 10 bytes") });
  });

  it("does not let a body without end arrive before it says no", async () => {
    const sent: ServerResponse[] = [];
    const bot = await httpServer((response) => sent.push(pour(response, Buffer.alloc(1024 ** 2, " "), 50)));
    const reply = await endpointOf(bot.url, { maxBytes: 1024 ** 2 }).post(webhook, { signal: never });
    expect(reply).toMatchObject({ failure: "too-large" });
    expect(sent[0]?.writableFinished).toBe(false);
  });

  it("says what to do where nothing listens", async () => {
    const port = await closedPort();
    const reply = await endpointOf(new URL(`http://localhost:${port}`)).post(webhook, { signal: never });
    expect(reply).toMatchObject({
      failure: "refused",
      message: `nothing listens at http://localhost:${port}; start the bot, or check the host and port of its URL`,
    });
  });

  it("names the host that is not known, not the query", async () => {
    const reply = await endpointOf(new URL("http://nowhere.invalid/webhook?key=s3cret")).post(webhook, {
      signal: never,
    });
    expect(reply).toMatchObject({ failure: "unresolved" });
    expect(reply.kind === "failure" && reply.message).toMatch(
      /^the host of http:\/\/nowhere\.invalid\/webhook is not known/,
    );
  });

  it("sees that a port does not speak TLS", async () => {
    const bot = await bots.ok();
    const reply = await endpointOf(new URL(`https://127.0.0.1:${bot.port}`)).post(webhook, { signal: never });
    expect(reply).toMatchObject({ failure: "tls", message: expect.stringContaining("begin with http://") });
  });

  it("leaves the endpoint fit for the next turn", async () => {
    let turn = 0;
    const bot = await rawServer((socket) =>
      turn++ === 0 ? socket.resetAndDestroy() : socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]"),
    );
    const endpoint = endpointOf(bot.url);
    expect(await endpoint.post(webhook, { signal: never })).toMatchObject({ failure: "reset" });
    expect(await endpoint.post(webhook, { signal: never })).toMatchObject({ kind: "answer", body: "[]" });
  });
});

describe("a kept connection that the bot closes just then", () => {
  const answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]";

  it("is replaced by a fresh one, once", async () => {
    const bot = await rawServer((socket, before) => (before === 0 ? socket.write(answer) : socket.resetAndDestroy()));
    const endpoint = endpointOf(bot.url);
    await endpoint.post(webhook, { signal: never });
    expect(await endpoint.post(webhook, { signal: never })).toMatchObject({ kind: "answer", body: "[]" });
    expect(bot.connections()).toBe(2);
  });

  it("is not tried a third time", async () => {
    let count = 0;
    const bot = await rawServer((socket) => (count++ === 0 ? socket.write(answer) : socket.end()));
    const endpoint = endpointOf(bot.url);
    await endpoint.post(webhook, { signal: never });
    expect(await endpoint.post(webhook, { signal: never })).toMatchObject({ failure: "reset" });
    expect(bot.requests).toHaveLength(3);
  });

  it("is a failure when part of an answer came", async () => {
    const bot = await rawServer((socket, before) => (before === 0 ? socket.write(answer) : socket.end("HTTP/1.1 20")));
    const endpoint = endpointOf(bot.url);
    await endpoint.post(webhook, { signal: never });
    expect(await endpoint.post(webhook, { signal: never })).toMatchObject({ failure: "reset" });
    expect(bot.requests).toHaveLength(2);
  });

  it("is reported as the crash it is when nothing listens any more", async () => {
    const bot = await rawServer((socket, before) => (before === 0 ? socket.write(answer) : void bot.close()));
    const endpoint = endpointOf(bot.url);
    await endpoint.post(webhook, { signal: never });
    expect(await endpoint.post(webhook, { signal: never })).toMatchObject({ failure: "reset" });
  });
});

describe("interrupting", () => {
  it("rejects with the reason of the signal, at once", async () => {
    const reason = new Error("interrupted");
    const controller = new AbortController();
    const bot = await httpServer(() => controller.abort(reason));
    await expect(endpointOf(bot.url).post(webhook, { signal: controller.signal })).rejects.toBe(reason);
  });

  it("passes on any reason, over a kept connection too", async () => {
    const controller = new AbortController();
    let turn = 0;
    const bot = await httpServer((response) => (turn++ === 0 ? response.end("[]") : controller.abort("enough")));
    const endpoint = endpointOf(bot.url);
    await endpoint.post(webhook, { signal: controller.signal });
    await expect(endpoint.post(webhook, { signal: controller.signal })).rejects.toBe("enough");
    expect(bot.requests).toHaveLength(2);
  });

  it("does not post at all when it is too late", async () => {
    const bot = await bots.ok();
    const reason = new Error("interrupted");
    await expect(endpointOf(bot.url).post(webhook, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(bot.requests).toHaveLength(0);
  });
});

describe("what cannot be an endpoint", () => {
  it.each([
    ["ftp://127.0.0.1/", {}, "must begin with http:// or https://"],
    ["http://user:pass@127.0.0.1/", {}, "holds a user and a password"],
    ["http://127.0.0.1/", { "a b": "1" }, 'the header "a b" cannot be sent'],
    ["http://127.0.0.1/", { token: "s3cret\n" }, 'the header "token" cannot be sent'],
    ["http://127.0.0.1/", { "Content-Length": "3" }, "the header Content-Length is set by the connection"],
  ])("%s %j", (url, headers, message) => {
    const create = () => createEndpoint({ url: new URL(url), headers, timeoutMs: 100 });
    expect(create).toThrow(expect.objectContaining({ category: "usage", message: expect.stringContaining(message) }));
    expect(create).not.toThrow("s3cret");
  });
});
