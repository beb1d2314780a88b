import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createPace } from "../../../src/api/batch/pace.ts";
import { type BatchOptions, sendBatch } from "../../../src/api/batch/send-batch.ts";
import type { BatchLine, LineResult } from "../../../src/api/batch/send-line.ts";
import { createPoster, type Poster } from "../../../src/api/post.ts";
import { startApiUrl } from "../../../src/simulator/api-url.ts";
import { closeServers, httpServer } from "../../servers.ts";
import { cidOf, linesFor } from "./lines.ts";

afterEach(closeServers);

const token = "t0ken-of-this-test";

/** A wait by the clock that `vi` moves, which that of node:timers/promises is not. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    setTimeout(resolve, ms);
    signal.addEventListener("abort", () => reject(signal.reason));
  });

/** Sends a batch to a URL; tells how many posts are under way at the same time. */
function start(lines: readonly BatchLine[], url: URL, more: Partial<BatchOptions> = {}) {
  const results: LineResult[] = [];
  const underWay = { now: 0, most: 0 };
  const counted = (poster: Poster): Poster => ({
    ...poster,
    async post(body) {
      underWay.most = Math.max(underWay.most, ++underWay.now);
      return poster.post(body).finally(() => underWay.now--);
    },
  });
  const work = sendBatch(lines, {
    createPoster: (signal) => counted(createPoster({ url, token, timeoutMs: 30_000, signal, now: Date.now, env: {} })),
    pace: createPace(20),
    signal: new AbortController().signal,
    now: Date.now,
    pause,
    random: () => 0,
    maxWaitMs: 60_000,
    done: (result) => results.push(result),
    onWait: () => {},
    onPause: () => {},
    ...more,
  });
  return { work, results, underWay };
}

/** The simulator's API URL, which counts by a clock that only the test moves, and the bodies that it took. */
async function simulator() {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  const statuses: number[] = [];
  const taken: unknown[] = [];
  const api = await startApiUrl({
    token,
    settings: () => ({ channels: ["web"] }),
    isLive: () => true,
    received({ status, events }) {
      statuses.push(status);
      if (status === 200) taken.push(...events);
    },
  });
  onTestFinished(async () => {
    vi.useRealTimers();
    await api.close();
  });
  return { url: api.url, statuses, taken };
}

/** Lets time pass whenever no request is under way, until the batch is done. Gives how many seconds have passed. */
async function letPass({ work, underWay }: ReturnType<typeof start>): Promise<number> {
  const begun = Date.now();
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await new Promise(setImmediate);
    if (underWay.now === 0) await vi.advanceTimersByTimeAsync(100);
  }
  await done;
  return (Date.now() - begun) / 1000;
}

describe("200 lines over 5 sessions, at the simulator's limit", () => {
  const lines = linesFor(200, 5);
  const bodies = lines.map(({ request }) => request.body);

  test("are sent in a minute, each once, without a single 429", async () => {
    const { url, statuses, taken } = await simulator();
    const batch = start(lines, url);
    const seconds = await letPass(batch);
    expect(batch.results.filter(({ sent }) => sent.outcome === "sent" && sent.attempts === 1)).toHaveLength(200);
    expect(statuses).toEqual(Array(200).fill(200));
    expect(new Set(taken.map((event) => JSON.stringify(event)))).toEqual(
      new Set(bodies.map((body) => JSON.stringify(body))),
    );
    expect(batch.underWay.most).toBe(5);
    expect(seconds).toBeGreaterThan(60);
    expect(seconds).toBeLessThan(90);
  }, 60_000);

  test("are sent, each once, where a bot uses the limit as well and 429 comes back", async () => {
    const { url, statuses, taken } = await simulator();
    const batch = start(lines, url, { pace: createPace(30), maxWaitMs: 10 * 60_000 });
    await letPass(batch);
    expect(batch.results.map(({ sent }) => sent.outcome)).toEqual(Array(200).fill("sent"));
    expect(statuses).toContain(429);
    expect(taken).toHaveLength(200);
    expect(new Set(taken.map((event) => JSON.stringify(event))).size).toBe(200);
  }, 60_000);

  test("of a session are sent in their order", async () => {
    const { url, taken } = await simulator();
    await letPass(start(lines, url));
    for (let session = 0; session < 5; session++) {
      const ofSession = (event: unknown) => JSON.stringify(event).includes(cidOf(session));
      expect(taken.filter(ofSession)).toEqual(bodies.filter(ofSession));
    }
  }, 60_000);
});

test("a line for two sessions waits for both", async () => {
  const order: string[] = [];
  const platform = await httpServer((response, { body }) => {
    order.push(/News \d+/.exec(body)?.[0] ?? "");
    response.end();
  });
  const [one, two, three] = linesFor(3, 3) as [BatchLine, BatchLine, BatchLine];
  const both = { ...three, request: { ...three.request, cids: [...one.request.cids, ...two.request.cids] } };
  await start([one, two, both, { ...one, number: 4 }], platform.url).work;
  expect(order.slice(0, 2).sort()).toEqual(["News 1", "News 2"]);
  expect(order.slice(2)).toEqual(["News 3", "News 1"]);
});

test("at most 8 requests are under way at once", async () => {
  const platform = await httpServer((response) => response.end());
  const { work, underWay, results } = start(linesFor(60, 30), platform.url);
  await work;
  expect(results).toHaveLength(60);
  expect(underWay.most).toBe(8);
});

describe("the batch is over", () => {
  test.each([401, 403])("when the platform answers %i", async (status) => {
    const platform = await httpServer((response) => response.writeHead(status).end());
    const { work, results } = start(linesFor(50, 1), platform.url);
    await work;
    expect(platform.requests).toHaveLength(1);
    expect(results.filter(({ untried }) => untried === "over")).toHaveLength(49);
    expect(results.map(({ line }) => line.number)).toEqual(linesFor(50, 1).map(({ number }) => number));
  });

  test("when the journal can't be written", async () => {
    const platform = await httpServer((response) => response.end());
    const full = new Error("disk full");
    let begun = 0;
    const journal = {
      begin() {
        if (++begun === 10) throw full;
      },
      end() {},
    };
    const { work } = start(linesFor(50, 2), platform.url, { journal });
    await expect(work).rejects.toBe(full);
    expect(platform.requests.length).toBeLessThan(12);
  });

  test("not when one line is refused", async () => {
    const platform = await httpServer((response, { body }) =>
      response.writeHead(body.includes("News 3") ? 404 : 200).end(),
    );
    const { work, results } = start(linesFor(6, 1), platform.url);
    await work;
    expect(results.map(({ sent }) => sent.outcome)).toEqual(["sent", "sent", "refused", "sent", "sent", "sent"]);
  });
});

describe("an interruption", () => {
  test("lets what is under way end, and begins nothing more", async () => {
    const stop = new AbortController();
    const platform = await httpServer((response) => {
      stop.abort(new Error("interrupted"));
      setImmediate(() => response.end());
    });
    const { work, results } = start(linesFor(20, 1), platform.url, { signal: stop.signal });
    await work;
    expect(platform.requests).toHaveLength(1);
    const [first, ...others] = results;
    expect(first?.sent.outcome).toBe("sent");
    expect(others.every(({ untried }) => untried === "over")).toBe(true);
  });

  test("gives up in the end on what does not end, which is unknown then", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const stop = new AbortController();
    const platform = await httpServer(() => stop.abort(new Error("interrupted")));
    const { work, results } = start(linesFor(2, 1), platform.url, { signal: stop.signal });
    await vi.waitUntil(() => stop.signal.aborted);
    await vi.advanceTimersByTimeAsync(3000);
    await work;
    expect(results).toMatchObject([{ sent: { outcome: "unknown", attempts: 1 } }, { untried: "over" }]);
  });

  test("ends the wait after a 429, which is known not to have arrived", async () => {
    const stop = new AbortController();
    const platform = await httpServer((response) => response.writeHead(429, { "retry-after": "30" }).end());
    const { work, results } = start(linesFor(1, 1), platform.url, {
      signal: stop.signal,
      onWait: () => queueMicrotask(() => stop.abort(new Error("interrupted"))),
    });
    await work;
    expect(results).toMatchObject([{ sent: { outcome: "not-sent", attempts: 1 } }]);
  });
});
