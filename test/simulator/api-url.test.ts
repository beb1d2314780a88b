import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test, vi } from "vitest";
import { apiUrl, cid, endedCid, event, message, otherCid, type Posted, token } from "./posting.ts";

afterEach(() => {
  vi.useRealTimers();
});

const carousel = event("carousel", { body: "Which one?", options: [{ id: "a", label: "A" }], fallback: "Which one?" });

const accepted: Readonly<Record<string, Posted>> = {
  "a single event": {},
  "a list": { body: [message, event("end")] },
  "an event without payload": { body: { info: { cid }, packet: { name: "end" } } },
  "a list for two sessions": { body: [message, event("end", {}, otherCid)] },
  "a path without a version": { url: "/chatbot/258" },
  "no path": { url: "/" },
  "a path that only looks like a version": { url: "/vista" },
  "another content type": { headers: { "content-type": "text/plain" } },
  "a packed body": { headers: { "content-encoding": "gzip" }, body: gzipSync(JSON.stringify(message)) },
  "a byte order mark": { body: `\ufeff${JSON.stringify(message)}` },
  "the name localhost": { url: "http://localhost:8000/v1/" },
  "the name [::1]": { url: "http://[::1]:8000/v1/" },
  "an origin on this machine": { headers: { origin: "http://127.0.0.1:8000" } },
  "a text beyond the channel's limit": { body: event("message", { body: "x".repeat(2001) }) },
  "a missing parameter of an inferred name": { body: carousel },
  "a parameter nobody knows": { body: event("message", { body: "Hello", colour: "red" }) },
  "a body of 1 MiB": { body: JSON.stringify(message).padEnd(1024 ** 2) },
};

test.each(Object.entries(accepted))("200: %s", async (_, posted) => {
  const { post, got } = apiUrl();
  const { status, body } = await post(posted);
  expect([status, body]).toEqual([200, {}]);
  expect(got).toMatchObject([{ status: 200 }]);
});

type Refused = readonly [status: number, posted: Posted, error: string, rules?: readonly string[]];

const refused: Readonly<Record<string, Refused>> = {
  "another version": [404, { url: "/v2/bot" }, "there is no version v2 of the API, only /v1/"],
  "a version in capitals": [404, { url: "/V1/bot" }, "there is no version V1 of the API, only /v1/"],
  "no token": [401, { headers: { "security-token": undefined } }, "the header SECURITY-TOKEN is missing"],
  "an empty token": [
    401,
    { headers: { "security-token": "" } },
    "the header SECURITY-TOKEN holds another token than this API URL's",
  ],
  "a wrong token": [
    401,
    { headers: { "security-token": `${token}x` } },
    "the header SECURITY-TOKEN holds another token than this API URL's",
  ],
  "a body beyond 1 MiB": [
    413,
    { body: JSON.stringify(message).padEnd(1024 ** 2 + 1) },
    "the body is larger than 1 MiB, the most that is read",
  ],
  "a body that unpacks to too much": [
    413,
    { headers: { "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(1024 ** 2 + 1, " ")) },
    "the body is larger than 1 MiB, the most that is read",
  ],
  "an encoding nobody knows": [
    400,
    { headers: { "content-encoding": "zstd" } },
    'the body has the content-encoding "zstd", which is none of gzip, deflate, br',
  ],
  "a body in Latin-1": [
    400,
    { body: Buffer.from('"Grüße"', "latin1") },
    "the body is not valid UTF-8, the only encoding JSON has",
  ],
  "no body": [400, { body: "" }, "the body is empty, but it has to be an event or a list of events", ["json-syntax"]],
  "broken JSON": [
    400,
    { body: '{\n "info": }' },
    "the body cannot be read as JSON: 2:10 a value has to stand here",
    ["json-syntax"],
  ],
  "a list of nothing": [400, { body: [] }, "the body is an empty list, but it has to be an event or a list of events"],
  "what Flask bots answer": [
    400,
    { body: { response: [message] } },
    'the body is {"response": …}, but it has to be only what stands in there',
  ],
  "a text": [400, { body: '"Hello"' }, "a text stands where an event has to be", ["envelope"]],
  "a list within a list": [400, { body: [[message]] }, "/0: a list stands where an event has to be", ["envelope"]],
  "no cid": [400, { body: [message, { ...message, info: {} }] }, "/1/info: info.cid is missing", ["envelope"]],
  "no packet": [400, { body: { info: { cid } } }, "packet is missing", ["envelope"]],
  "no packet, and lint told to keep quiet": [
    400,
    { body: { info: { cid }, "//ulbot-disable": "envelope" } },
    "packet is missing",
  ],
  "an unknown event": [
    400,
    { body: event("mesage", { body: "Hello" }) },
    '/packet/name: there is no event "mesage"; did you mean message',
    ["event-name"],
  ],
  "a missing parameter": [
    400,
    { body: [message, event("message"), event("media")] },
    "/1/packet/payload: body is missing: the text (and 1 more)",
    ["parameter-required", "parameter-required"],
  ],
  "a parameter of the wrong type": [
    400,
    { body: event("message", { body: 5 }) },
    "/packet/payload/body: body is 5, but it has to be a text",
    ["parameter-type"],
  ],
  "an unknown session": [
    404,
    { body: event("end", {}, "abc") },
    'there is no live session "abc"; the cid has to be that of a webhook, before its session ends',
  ],
  "one ended session among others": [
    404,
    { body: [message, event("end", {}, endedCid)] },
    `there is no live session ${JSON.stringify(endedCid)}; the cid has to be that of a webhook, before its session ends`,
  ],
};

test.each(Object.entries(refused))("refused: %s", async (_, [status, posted, error, rules]) => {
  const { post, got } = apiUrl();
  const { body, text, ...answered } = await post(posted);
  expect([answered.status, body.error]).toEqual([status, error]);
  expect(body.findings?.map(({ rule }) => rule)).toEqual(rules);
  expect(text + JSON.stringify(got)).not.toContain(token);
  expect(got).toMatchObject([{ status, problems: rules ? [] : [{ message: error, severity: "error" }] }]);
  expect(got[0]?.findings.length).toBeGreaterThanOrEqual(rules?.length ?? 0);
});

const unheard: Readonly<Record<string, readonly [status: number, posted: Posted, error: string]>> = {
  GET: [405, { method: "GET" }, "GET is not taken here, only POST"],
  PUT: [405, { method: "PUT" }, "PUT is not taken here, only POST"],
  OPTIONS: [405, { method: "OPTIONS" }, "OPTIONS is not taken here, only POST"],
  "the name of another host": [
    403,
    { url: "http://evil.example/v1/" },
    'the Host header is "evil.example", but only 127.0.0.1 and localhost are answered',
  ],
  "a name that begins like ours": [
    403,
    { url: "http://127.0.0.1.evil.example/v1/" },
    'the Host header is "127.0.0.1.evil.example", but only 127.0.0.1 and localhost are answered',
  ],
  "a web page of another host": [
    403,
    { headers: { origin: "https://evil.example" } },
    'the request comes from a web page of "https://evil.example", but only this server\'s own pages may ask',
  ],
  "a web page without an origin": [
    403,
    { headers: { origin: "null" } },
    'the request comes from a web page of "null", but only this server\'s own pages may ask',
  ],
};

test.each(Object.entries(unheard))("not even received: %s", async (_, [status, posted, error]) => {
  const { post, got } = apiUrl();
  const { body, ...answered } = await post(posted);
  expect([answered.status, body]).toEqual([status, { error }]);
  expect(got).toEqual([]);
});

test("405 says what is taken", async () => {
  const { headers } = await apiUrl().post({ method: "DELETE" });
  expect(headers.get("allow")).toBe("POST");
});

describe("what is received", () => {
  test("holds the events as the bot wrote them, and the sessions, each once", async () => {
    const body = [message, { ...message, extra: true }, event("end", {}, otherCid)];
    const { post, got } = apiUrl();
    await post({ body });
    expect(got).toMatchObject([{ cids: [cid, otherCid], status: 200, events: body, problems: [] }]);
    expect(got[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test("has come before the answer, even where the token is wrong", async () => {
    const { post, got } = apiUrl();
    await post({ headers: { "security-token": undefined } });
    expect(got).toMatchObject([{ cids: [cid], status: 401, events: [message], problems: [{ kind: "token" }] }]);
  });

  test("holds what lint finds for the channels of the sessions", async () => {
    const asked: (readonly string[])[] = [];
    const settings = (cids: readonly string[]) => {
      asked.push(cids);
      return { channels: ["sms"] as const };
    };
    const { post, got } = apiUrl({ settings });
    await post({ body: [event("media", { link: "https://cdn.example.com/a.png" }), event("end", {}, otherCid)] });
    expect(asked).toEqual([[cid, otherCid]]);
    const found = got[0]?.findings.map(({ rule, channels, file }) => ({ rule, channels, file }));
    expect(found).toContainEqual({ rule: "media-channel", channels: ["sms"], file: "<request>" });
  });

  test("says where the content type is no JSON", async () => {
    const { post, got } = apiUrl();
    await post({ headers: { "content-type": "application/x-www-form-urlencoded" } });
    await post({ headers: { "content-type": undefined }, body: Buffer.from(JSON.stringify(message)) });
    expect(got.map(({ status, problems }) => [status, problems])).toEqual([
      [200, [contentType("says it is application/x-www-form-urlencoded")]],
      [200, [contentType("does not say what it is")]],
    ]);
  });

  test("respects what the configuration says of parameters and rules", async () => {
    const corrections = { delay: { duration: "wait" } };
    const rules = { "parameter-type": "error" } as const;
    const { post, got } = apiUrl({ settings: () => ({ channels: ["web"], corrections, rules }) });
    const { status, body } = await post({ body: event("delay", { wait: "long" }) });
    const error = '/packet/payload/wait: wait is "long", but it has to be a number';
    expect([status, body.error]).toEqual([400, error]);
    expect(got[0]?.findings.map(({ rule }) => rule)).toEqual(["delay-effect", "parameter-type"]);
  });
});

const contentType = (what: string) => ({
  kind: "content-type",
  message: `the request ${what}, but it should say application/json`,
  severity: "warning",
});

describe("20 requests a minute", () => {
  /** The statuses of some requests, one after the other. */
  async function statuses(post: (posted: Posted) => Promise<{ status: number }>, count: number, posted: Posted = {}) {
    const all: number[] = [];
    for (let request = 0; request < count; request++) all.push((await post(posted)).status);
    return all;
  }

  const times = (count: number, status: number): number[] => Array<number>(count).fill(status);

  const setClock = (seconds: number) => vi.setSystemTime(Date.UTC(2026, 0, 5, 9, 0, seconds));

  test("are accepted, then the answer is 429 until the minute is over", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    setClock(0);
    const { post, got } = apiUrl();
    expect(await statuses(post, 20)).toEqual(times(20, 200));
    setClock(17.4);
    const { status, headers, body } = await post();
    expect([status, headers.get("retry-after")]).toEqual([429, "43"]);
    expect(body.error).toBe(
      `21 requests within a minute for ${JSON.stringify(cid)}, but the platform takes at most 20; the next one goes through in 43 s`,
    );
    expect(got.at(-1)).toMatchObject({ status: 429, problems: [{ kind: "rate", message: body.error }] });
    setClock(59.999);
    expect((await post()).headers.get("retry-after")).toBe("1");
    setClock(60);
    expect(await statuses(post, 21)).toEqual([...times(20, 200), 429]);
  });

  test("are counted for each session", async () => {
    const { post } = apiUrl();
    await statuses(post, 20);
    const other = { body: event("end", {}, otherCid) };
    const both = { body: [message, event("end", {}, otherCid)] };
    expect(await statuses(post, 19, other)).toEqual(times(19, 200));
    expect(await statuses(post, 1, both)).toEqual([429]);
    expect(await statuses(post, 1, other)).toEqual([429]);
  });

  test("are counted when they are malformed, but not without a token or a live session", async () => {
    const { post } = apiUrl();
    expect(await statuses(post, 15, { body: event("message") })).toEqual(times(15, 400));
    expect(await statuses(post, 15, { headers: { "security-token": "no" } })).toEqual(times(15, 401));
    expect(await statuses(post, 15, { body: [message, event("end", {}, endedCid)] })).toEqual(times(15, 404));
    expect(await statuses(post, 6)).toEqual([...times(5, 200), 429]);
  });

  test("are as few when they come at once", async () => {
    const { post } = apiUrl();
    const all = await Promise.all(Array.from({ length: 30 }, () => post()));
    expect(all.map(({ status }) => status).sort()).toEqual([...times(20, 200), ...times(10, 429)]);
  });
});

test("a bug is told, without the token", async () => {
  const received = () => {
    throw new Error("the inbox is broken");
  };
  const { status, body, text } = await apiUrl({ received }).post();
  expect([status, body]).toEqual([500, { error: "ulbot failed at this request: the inbox is broken" }]);
  expect(text).not.toContain(token);
});
