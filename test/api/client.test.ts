import { readFileSync } from "node:fs";
import { createServer as createTlsServer } from "node:https";
import { createServer as createTcpServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type ApiClient, type ApiClientOptions, createApiClient, type Sent } from "../../src/api/client.ts";
import { bots, closedPort, closeServers, httpServer, listen, rawServer, type TestServer } from "../servers.ts";

const token = "t0ken-that-must-not-show";
const events = [{ info: { cid: "chatbot::1:0" }, packet: { name: "message", payload: { body: "Grüße" } } }];
const clients: ApiClient[] = [];

function clientFor(url: URL, options: Partial<ApiClientOptions> = {}): ApiClient {
  const signal = new AbortController().signal;
  const client = createApiClient({ url, token, timeoutMs: 5000, maxWaitMs: 60_000, signal, ...options });
  clients.push(client);
  return client;
}

async function sendTo(platform: TestServer, options: Partial<ApiClientOptions> = {}): Promise<Sent> {
  const sent = await clientFor(platform.url, options).send(events);
  expect(JSON.stringify(sent)).not.toContain(token);
  return sent;
}

/** A platform that answers with one status after the other, and with the last one forever. */
function statuses(
  ...answers: [status: number, headers?: Record<string, string>, body?: string][]
): Promise<TestServer> {
  let next = 0;
  return httpServer((response) => {
    const [status, headers = {}, body = ""] = answers[Math.min(next++, answers.length - 1)] ?? [500];
    response.writeHead(status, headers).end(body);
  });
}

/** Waits nothing, and remembers for how long it would have been. */
function instantly(chance = 0) {
  const waits: number[] = [];
  return { waits, wait: async (ms: number) => void waits.push(ms), random: () => chance };
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await closeServers();
});

describe("what the platform gets", () => {
  it("is one POST of the body with the token", async () => {
    const platform = await statuses([200]);
    const sent = await sendTo(platform);
    expect(sent).toEqual({ outcome: "sent", status: 200, attempts: 1, ms: expect.any(Number), waitedMs: 0 });
    expect(platform.requests).toHaveLength(1);
    expect(platform.requests[0]).toMatchObject({ method: "POST", path: "/webhook", body: JSON.stringify(events) });
    expect(platform.requests[0]?.headers).toMatchObject({
      "security-token": token,
      "content-type": "application/json",
    });
  });

  it("comes over one connection, until the platform says that it closes it", async () => {
    const answer = (end: string) => `HTTP/1.1 204 No Content\r\n${end}\r\n`;
    const platform = await rawServer((socket, before) =>
      before === 0 ? socket.write(answer("")) : socket.end(answer("connection: close\r\n")),
    );
    const client = clientFor(platform.url);
    for (let count = 0; count < 4; count += 1) expect(await client.send(events)).toMatchObject({ outcome: "sent" });
    expect(platform.requests).toHaveLength(4);
    expect(platform.connections()).toBe(2);
  });
});

describe("refused", () => {
  it.each([
    [
      301,
      { location: "https://else.where/?t=1" },
      "",
      "the API URL leads elsewhere, and the token is not sent along (301): https://else.where/?t=1",
    ],
    [400, {}, '{"error":"no\\u001b cid"}', 'the platform does not accept the events (400): {"error":"no\\u001b cid"}'],
    [400, {}, "\x1b[31mbad", "the platform does not accept the events (400): \\x1b[31mbad"],
    [
      401,
      {},
      `no such token: ${token}`,
      "the platform does not accept the security token (401): no such token: [token]",
    ],
    [403, {}, "", "the platform does not accept the security token (403)"],
    [404, { "content-type": "text/html" }, "<html>", "the platform does not know this API URL or this session (404)"],
    [418, {}, "teapot", "the platform refused the request (418): teapot"],
    [500, {}, "", "the platform failed (500)"],
    [503, { "retry-after": "120" }, "", "the platform failed (503): it asks to wait 120 s"],
  ])("%i", async (status, headers, body, message) => {
    const platform = await statuses([status, headers, body]);
    expect(await sendTo(platform)).toMatchObject({ outcome: "refused", status, attempts: 1, waitedMs: 0, message });
    expect(platform.requests).toHaveLength(1);
  });

  it("names the variable the token comes from, and where it goes", async () => {
    const sent = await sendTo(await statuses([401]));
    expect(sent.hint).toMatch(/ULBOT_SECURITY_TOKEN .* dashboard/);
  });

  it("never follows a redirect", async () => {
    const other = await statuses([200]);
    const platform = await statuses([307, { location: other.url.href }]);
    expect(await sendTo(platform)).toMatchObject({ outcome: "refused", status: 307 });
    expect(other.requests).toHaveLength(0);
  });

  it("quotes at most the beginning of a long answer", async () => {
    const { message = "" } = await sendTo(await statuses([400, {}, "x".repeat(100_000)]));
    expect(message.length).toBeLessThan(300);
  });
});

describe("429", () => {
  it("is sent again after the seconds the platform asks for", async () => {
    const platform = await statuses([429, { "retry-after": "7" }], [429, { "retry-after": "2" }], [200]);
    const { waits, ...instant } = instantly();
    expect(await sendTo(platform, instant)).toMatchObject({ outcome: "sent", attempts: 3, waitedMs: 9000 });
    expect(waits).toEqual([7000, 2000]);
    expect(platform.requests).toHaveLength(3);
  });

  it("is sent again at the date the platform asks for", async () => {
    const platform = await statuses([429, { "retry-after": "Wed, 01 May 2024 12:00:20 GMT" }], [200]);
    const now = () => Date.parse("2024-05-01T12:00:00Z");
    const { waits: _, ...instant } = instantly();
    expect(await sendTo(platform, { ...instant, now })).toMatchObject({
      outcome: "sent",
      attempts: 2,
      waitedMs: 20_000,
    });
  });

  it("forever is refused once the time is used up", async () => {
    const platform = await statuses([429]);
    const { waits, ...instant } = instantly(1);
    const sent = await sendTo(platform, { ...instant, maxWaitMs: 25_000 });
    expect(waits).toEqual([3000, 6000, 12_000, 4000]);
    expect(sent).toMatchObject({ outcome: "refused", status: 429, attempts: 5, waitedMs: 25_000 });
    expect(sent.hint).toContain("--max-wait");
  });

  it("is refused at once when the wait would be too long", async () => {
    const platform = await statuses([429, { "retry-after": "3600" }]);
    const sent = await sendTo(platform);
    expect(sent).toMatchObject({ outcome: "refused", attempts: 1, waitedMs: 0 });
    expect(sent.message).toMatch(/\(429\): it asks to wait 3600 s$/);
  });

  it("can be interrupted while it waits", async () => {
    const platform = await statuses([429, { "retry-after": "30" }]);
    const controller = new AbortController();
    const reason = new Error("interrupted");
    const now = () => {
      queueMicrotask(() => controller.abort(reason));
      return 0;
    };
    const client = clientFor(platform.url, { signal: controller.signal, now });
    await expect(client.send(events)).rejects.toBe(reason);
    expect(platform.requests).toHaveLength(1);
  });
});

describe("unknown, and never sent a second time", () => {
  it.each([
    ["resetAtOnce", /closed the connection without an answer; the request may have arrived all the same$/],
    ["closeAtOnce", /closed the connection without an answer; the request may have arrived/],
    ["closeInHead", /the request may have arrived/],
    ["notHttp", /is not HTTP .*; the request may have arrived/],
    ["silent", /^no answer from http:\/\/127\.0\.0\.1:\d+\/webhook within 300 ms; the request may have arrived/],
    ["dripHead", /within 300 ms; the request may have arrived/],
  ] as const)("%s", async (name, message) => {
    const platform = await bots[name]();
    const timeoutMs = name === "silent" || name === "dripHead" ? 300 : 5000;
    const sent = await sendTo(platform, { timeoutMs });
    expect(sent).toMatchObject({ outcome: "unknown", attempts: 1, message: expect.stringMatching(message) });
    expect(sent.hint).toContain("before you send it again");
    expect(sent.status).toBeUndefined();
    expect(platform.requests).toHaveLength(1);
  });

  it("a kept connection that breaks just then", async () => {
    const answer = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
    const platform = await rawServer((socket, before) =>
      before === 0 ? socket.write(answer) : socket.resetAndDestroy(),
    );
    const client = clientFor(platform.url);
    expect(await client.send(events)).toMatchObject({ outcome: "sent" });
    expect(await client.send(events)).toMatchObject({ outcome: "unknown" });
    expect(platform.requests).toHaveLength(2);
  });
});

describe("a status that came", () => {
  it.each(["dripBody", "truncated", "resetInBody", "huge", "latin1"] as const)(
    "counts, although the body is %s",
    async (name) => {
      const platform = await bots[name]();
      expect(await sendTo(platform, { timeoutMs: name === "dripBody" ? 300 : 5000 })).toMatchObject({
        outcome: "sent",
        status: 200,
        attempts: 1,
      });
      expect(platform.requests).toHaveLength(1);
    },
  );
});

describe("not sent", () => {
  it("because nothing listens", async () => {
    const url = new URL(`http://127.0.0.1:${await closedPort()}/api`);
    const sent = await clientFor(url, { maxWaitMs: 0 }).send(events);
    expect(sent).toMatchObject({ outcome: "not-sent", attempts: 1, message: `nothing listens at ${url.href}` });
  });

  it("because the host is not known", async () => {
    const sent = await clientFor(new URL("https://api.invalid/v1")).send(events);
    expect(sent).toMatchObject({ outcome: "not-sent", message: "the host of https://api.invalid/v1 is not known" });
  });

  it("because the certificate is self-signed", async () => {
    const pem = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url));
    let requests = 0;
    const server = createTlsServer({ key: pem("key"), cert: pem("cert") }, (_, response) => {
      requests += 1;
      response.end();
    });
    const platform = await listen(server, [], "https");
    const sent = await sendTo(platform);
    expect(sent).toMatchObject({ outcome: "not-sent" });
    expect(sent.message).toBe(
      `the certificate of 127.0.0.1:${platform.port} is self-signed, so nothing vouches for it`,
    );
    expect(sent.hint).toContain("NODE_EXTRA_CA_CERTS");
    expect(requests).toBe(0);
  });

  it("because the port does not speak TLS", async () => {
    const platform = await bots.ok();
    const sent = await clientFor(new URL(`https://127.0.0.1:${platform.port}/`)).send(events);
    expect(sent).toMatchObject({ outcome: "not-sent", message: expect.stringContaining("no TLS connection to") });
    expect(platform.requests).toHaveLength(0);
  });

  it("because the TLS connection does not come about in time", async () => {
    const platform = await listen(createTcpServer());
    const url = new URL(`https://127.0.0.1:${platform.port}/`);
    const sent = await clientFor(url, { timeoutMs: 150, maxWaitMs: 0 }).send(events);
    expect(sent).toMatchObject({ outcome: "not-sent", message: `no connection to ${url.origin} within 150 ms` });
  });
});

describe("a client", () => {
  it.each([
    ["", "is empty"],
    [`${token}\n`, "holds a blank, a line break"],
    ["s3cret\u00e9", "holds a blank, a line break or another character"],
  ])("cannot have the token %j", (bad, message) => {
    const create = () => clientFor(new URL("http://127.0.0.1/"), { token: bad });
    expect(create).toThrow(expect.objectContaining({ category: "usage", message: expect.stringContaining(message) }));
  });

  it("rejects with the reason of the signal, in the middle of a request", async () => {
    const controller = new AbortController();
    const reason = new Error("interrupted");
    const platform = await httpServer(() => controller.abort(reason));
    await expect(clientFor(platform.url, { signal: controller.signal }).send(events)).rejects.toBe(reason);
  });
});
