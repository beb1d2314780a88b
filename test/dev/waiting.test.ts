import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { createEndpoint } from "../../src/bot/endpoint.ts";
import { openPlatform } from "../../src/simulator/platform.ts";
import { waitingFor } from "../../src/simulator/waiting.ts";
import { bot, type Posted, webhook } from "../replay/project.ts";
import { closedPort, closeServers, httpServer } from "../servers.ts";

afterEach(closeServers);

/** An endpoint with waiting around it, and what it tells. */
function waitingAt(url: URL) {
  const endpoint = createEndpoint({ url, headers: {}, timeoutMs: 5000 });
  onTestFinished(() => endpoint.close());
  const ending = new AbortController();
  const news: boolean[] = [];
  let heard = (): void => {};
  const waiting = waitingFor({
    endpoint,
    url,
    signal: ending.signal,
    onChange(isUp) {
      news.push(isUp);
      heard();
    },
  });
  /** Resolves with what was told once so much was told. */
  const told = (count: number) =>
    new Promise<boolean[]>((resolve) => {
      heard = () => news.length >= count && resolve(news);
      heard();
    });
  return { waiting, told, news, ending };
}

const { signal } = new AbortController();

/** A server at a port that was free a moment ago. */
async function serverAt(port: number) {
  const { createServer } = await import("node:http");
  const server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
}

describe("a bot that is down", () => {
  test("is waited for, which is told once however much waits, and then gets all of it", async () => {
    const port = await closedPort();
    const { waiting, told } = waitingAt(new URL(`http://127.0.0.1:${port}/webhook`));
    const posts = [waiting.post(webhook("start"), { signal }), waiting.post(webhook("start"), { signal })];
    expect(await told(1)).toEqual([false]);
    expect(waiting.isUp()).toBe(false);
    await serverAt(port);
    expect(await Promise.all(posts)).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(await told(2)).toEqual([false, true]);
    expect(waiting.isUp()).toBe(true);
  });

  test("is seen without a post, and so is its return", async () => {
    const port = await closedPort();
    const { waiting, told } = waitingAt(new URL(`http://127.0.0.1:${port}/webhook`));
    const seen = waiting.look();
    await told(1);
    await serverAt(port);
    await seen;
    expect(await told(2)).toEqual([false, true]);
  });

  test("is waited for no longer than all goes on", async () => {
    const { waiting, told, ending } = waitingAt(new URL(`http://127.0.0.1:${await closedPort()}/webhook`));
    const post = waiting.post(webhook("start"), { signal });
    await told(1);
    ending.abort(new Error("over"));
    await expect(post).rejects.toThrow("over");
  });
});

test("a bot that hangs up and is gone is missed at once, and what it was posted is not posted again", async () => {
  const { createServer } = await import("node:http");
  const posted: string[] = [];
  const server = createServer((request) => {
    posted.push(request.url ?? "");
    server.close();
    request.socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { waiting, told } = waitingAt(new URL(`http://127.0.0.1:${port}/webhook`));
  expect(await waiting.post(webhook("start"), { signal })).toMatchObject({ failure: "reset" });
  expect(await told(1)).toEqual([false]);
  await serverAt(port);
  expect(await told(2)).toEqual([false, true]);
  expect(posted).toEqual(["/webhook"]);
});

test("a bot that answers badly is no reason to wait", async () => {
  const { url } = await httpServer((response) => response.writeHead(500).end());
  const { waiting, news } = waitingAt(url);
  await waiting.look();
  expect(await waiting.post(webhook("start"), { signal })).toMatchObject({ status: 500 });
  expect(news).toEqual([]);
});

test("a session posts one webhook at a time", async () => {
  const waits: ((events: unknown[]) => void)[] = [];
  const server = await bot(() => new Promise((resolve) => waits.push(resolve)));
  const endpoint = createEndpoint({ url: server.url, headers: {}, timeoutMs: 5000 });
  const settings = {};
  const platform = await openPlatform({ endpoint, settings, token: "t", now: Date.now, delays: "none" });
  onTestFinished(async () => {
    await platform.close();
    await endpoint.close();
  });
  const live = platform.begin({ channel: "telegram" });
  const acts = [live.act({ kind: "write", body: "one" }), live.act({ kind: "write", body: "two" })];
  const bodies = () => server.posted().map(({ packet }: Posted) => packet.payload);
  const answered = async (count: number) => {
    while (waits.length < count) await new Promise(setImmediate);
  };
  await answered(1);
  expect(bodies()).toEqual([{ body: "one" }]);
  waits[0]?.([]);
  await answered(2);
  expect(bodies()).toEqual([{ body: "one" }, { body: "two" }]);
  waits[1]?.([]);
  await Promise.all(acts);
});
