import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type ApiClientOptions, createApiClient } from "../../src/api/client.ts";
import { closedPort, closeServers, httpServer, listen, rawServer, type TestServer } from "../servers.ts";

afterEach(closeServers);

const events = [{ info: { cid: "chatbot::1:0" }, packet: { name: "message", payload: { body: "Hello" } } }];

/** Sends once, waiting in no time, and tells what would have been waited for. */
async function sendTo(url: URL, options: Partial<ApiClientOptions> = {}) {
  const waits: { ms: number; why: string | undefined }[] = [];
  const wait = async (ms: number, _: AbortSignal, why: { message?: string }) =>
    void waits.push({ ms, why: why.message });
  const signal = new AbortController().signal;
  const base = { url, token: "t0ken", timeoutMs: 400, maxWaitMs: 60_000, signal, wait, random: () => 1 };
  const client = createApiClient({ ...base, ...options });
  const sent = await client.send(events).finally(() => client.close());
  return { sent, waits };
}

const ok = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

type Behaviour = (socket: Socket) => unknown;

/** A platform that answers its requests with one behaviour after the other, and with the last one from then on. */
function platform(...answers: readonly Behaviour[]) {
  let next = 0;
  return rawServer((socket) => answers[Math.min(next++, answers.length - 1)]?.(socket));
}

const write =
  (text: string): Behaviour =>
  (socket) =>
    socket.write(text);

const end =
  (text: string): Behaviour =>
  (socket) =>
    socket.end(text);

describe("what is said of a server that", () => {
  test.each<[name: string, Behaviour, outcome: string, status?: number]>([
    // undici takes no 100 where it has not asked for one
    ["answers 100-continue first", write(`HTTP/1.1 100 Continue\r\n\r\n${ok}`), "unknown"],
    [
      "answers 102 and 103 first",
      write(`HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n${ok}`),
      "sent",
      200,
    ],
    ["answers 100-continue and no more", write("HTTP/1.1 100 Continue\r\n\r\n"), "unknown"],
    ["promises more than it sends", end("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{}"), "sent", 200],
    ["sends more than it promises", end("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{}{}{}"), "sent", 200],
    ["promises two lengths", end("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}"), "unknown"],
    ["promises a length below nothing", end("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}"), "unknown"],
    ["drips its status", (socket) => socket.write("HTTP/1.1 2"), "unknown"],
    ["truncates its head", end("HTTP/1.1 200 OK\r\ncontent-le"), "unknown"],
    ["resets", (socket) => socket.resetAndDestroy(), "unknown"],
    [
      "redirects to another scheme",
      end("HTTP/1.1 302 Found\r\nlocation: http://elsewhere.invalid/\r\ncontent-length: 0\r\n\r\n"),
      "refused",
      302,
    ],
    ["fails with a time", end("HTTP/1.1 500 Oops\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n"), "refused", 500],
    ["is away without a time", end("HTTP/1.1 503 Away\r\ncontent-length: 0\r\n\r\n"), "refused", 503],
    [
      "is away with a time that is none",
      end("HTTP/1.1 503 Away\r\nretry-after: soon\r\ncontent-length: 0\r\n\r\n"),
      "refused",
      503,
    ],
  ])("%s, after a single POST", async (_, behaviour, outcome, status) => {
    const server = await platform(behaviour);
    const { sent, waits } = await sendTo(server.url);
    expect(sent).toMatchObject({ outcome, attempts: 1, ...(status !== undefined && { status }) });
    expect(waits).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  test("resets before it has read the request: unknown as well, since the body may have been on its way", async () => {
    const server = await listen(createServer((socket) => socket.once("data", () => socket.resetAndDestroy())));
    const { sent } = await sendTo(server.url);
    expect(sent).toMatchObject({ outcome: "unknown", attempts: 1 });
    expect(server.connections()).toBe(1);
  });
});

describe("another attempt", () => {
  test("follows a 503 with a time", async () => {
    const server = await platform(write("HTTP/1.1 503 Away\r\nretry-after: 5\r\ncontent-length: 0\r\n\r\n"), write(ok));
    const { sent, waits } = await sendTo(server.url);
    expect(sent).toMatchObject({ outcome: "sent", attempts: 2, waitedMs: 5500 });
    expect(waits).toEqual([{ ms: 5500, why: "the platform failed (503): it asks to wait 5 s" }]);
  });

  test("follows where nobody listened, until somebody does", async () => {
    const port = await closedPort();
    let server: TestServer | undefined;
    const { sent } = await sendTo(new URL(`http://127.0.0.1:${port}/`), {
      wait: async () => {
        server ??= await httpServer((response) => response.end(), port);
      },
    });
    expect(sent).toMatchObject({ outcome: "sent", attempts: 2, status: 200 });
    expect(server?.requests).toHaveLength(1);
  });

  test("follows where nobody listens only as long as may be waited", async () => {
    const { sent, waits } = await sendTo(new URL(`http://127.0.0.1:${await closedPort()}/`), { maxWaitMs: 20_000 });
    expect(sent).toMatchObject({ outcome: "not-sent", message: expect.stringContaining("nothing listens") });
    expect(waits.slice(0, 3).map(({ ms }) => ms)).toEqual([2000, 4000, 8000]);
    expect(waits.reduce((sum, { ms }) => sum + ms, 0)).toBeLessThanOrEqual(20_000);
  });

  test("follows what may have arrived only where that is wanted", async () => {
    const reset: Behaviour = (socket) => socket.resetAndDestroy();
    const one = await platform(reset, write(ok));
    expect((await sendTo(one.url)).sent).toMatchObject({ outcome: "unknown", attempts: 1 });
    const other = await platform(reset, write(ok));
    expect((await sendTo(other.url, { retryUnknown: true })).sent).toMatchObject({ outcome: "sent", attempts: 2 });
    expect(other.requests).toHaveLength(2);
  });

  test("leaves it unknown whether the first one arrived, whatever becomes of it", async () => {
    const server = await platform(
      (socket) => socket.resetAndDestroy(),
      end("HTTP/1.1 400 No\r\ncontent-length: 0\r\n\r\n"),
    );
    const { sent } = await sendTo(server.url, { retryUnknown: true });
    expect(sent).toMatchObject({ outcome: "unknown", status: 400, attempts: 2 });
    expect(sent.message).toMatch(/\(400\); an earlier attempt may have arrived all the same$/);
  });
});
