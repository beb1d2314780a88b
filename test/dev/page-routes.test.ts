import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import type { Told } from "../../src/simulator/routes/dev-wire.ts";
import { closeServers } from "../servers.ts";
import { type Bot, event, textOf, type World, worldOf } from "./page-world.ts";

afterEach(closeServers);

const echo: Bot = (webhook) => [event(webhook, "message", { body: `you said ${textOf(webhook) || "nothing"}` })];

const unknownCid = "chatbot::0:00000000000000000000000000000000";

interface Sent {
  readonly event: string;
  readonly id?: string;
  readonly data: unknown;
}

function sentOf(block: string): Sent {
  const fields = block.split("\n").map((line) => line.split(/: (.*)/));
  const of = (name: string) => fields.filter(([key]) => key === name).map(([, value]) => value ?? "");
  const [id] = of("id");
  return { event: of("event").join(), data: JSON.parse(of("data").join("\n")), ...(id === undefined ? {} : { id }) };
}

/** Server-sent events as they come. */
async function* stream(world: World, path: string, lastId = ""): AsyncGenerator<Sent> {
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const headers = lastId === "" ? {} : { "last-event-id": lastId };
  const { body } = await fetch(new URL(path, world.server.url), { headers, signal: leaving.signal });
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    const blocks = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    yield* blocks.map(sentOf);
  }
}

/** What happens in a session, until there is a happening that is wanted. */
async function toldUntil(world: World, cid: string, isLast: (told: Told) => boolean, lastId = ""): Promise<Told[]> {
  const told: Told[] = [];
  for await (const { event: name, data } of stream(world, `/events?cid=${cid}`, lastId)) {
    if (name === "happenings") told.push(...(data as Told[]));
    if (told.some(isLast)) return told;
  }
  return told;
}

const shows = (words: string) => (told: Told) => told.kind === "show" && JSON.stringify(told.drawing).includes(words);

/** The status that a request with these headers gets, of a client that may claim anything. */
async function statusFor(world: World, method: string, path: string, headers: Record<string, string>): Promise<number> {
  const { port } = world.server.url;
  const asked = request({ port, host: "127.0.0.1", method, path, headers });
  asked.end(method === "POST" ? "{}" : undefined);
  const [response] = await once(asked, "response");
  await text(response);
  return response.statusCode;
}

describe("only this machine's own page gets in", () => {
  it.each([
    ["GET", "/", { host: "evil.example" }],
    ["GET", "/events", { host: "evil.example" }],
    ["POST", "/token", { host: "evil.example", "content-type": "application/json" }],
    ["POST", "/token", { origin: "http://evil.example", "content-type": "application/json" }],
    ["POST", "/token", { origin: "null", "content-type": "application/json" }],
    ["POST", "/sessions", { origin: "http://localhost:1", "content-type": "application/json" }],
  ] as const)("%s %s with %j gets 403", async (method, path, headers) => {
    const world = await worldOf(echo);
    expect(await statusFor(world, method, path, { ...headers })).toBe(403);
  });

  it("lets the page itself ask", async () => {
    const world = await worldOf(echo);
    const origin = world.server.url.origin;
    const answer = await world.ask("/token", {}, { origin, "content-type": "application/json" });
    expect(await answer.json()).toEqual({ token: "the-token-of-this-run" });
  });

  it("takes no form, which any page could send", async () => {
    const world = await worldOf(echo);
    const { status } = await world.ask("/token", "{}", { "content-type": "text/plain" });
    expect(status).toBe(415);
  });
});

it("gives the page under a policy that runs nothing but its own script", async () => {
  const world = await worldOf(echo);
  const { headers } = await world.ask("/");
  const policy = headers.get("content-security-policy") ?? "";
  // printf 1 | openssl sha256 -binary | base64
  expect(policy).toContain("script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toContain("unsafe");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

it("tells neither page nor events the token", async () => {
  const world = await worldOf(echo);
  const cid = await world.begin("web");
  expect(await (await world.ask("/")).text()).not.toContain(world.platform.token);
  const first = await stream(world, `/events?cid=${cid}`).next();
  expect(first.value).toMatchObject({ event: "platform", data: { operators: true, channel: "web" } });
  expect(JSON.stringify(first.value)).not.toContain(world.platform.token);
});

describe("what can't be taken", () => {
  it.each([
    ["/sessions", "{", 400, "the body is no JSON"],
    ["/sessions", {}, 400, "channel has to be one of web, whatsapp_business"],
    ["/sessions", { channel: "web", mood: 1 }, 400, "keys nobody knows: mood"],
    ["/sessions", { channel: "web", approach_mode: "shy" }, 400, "approach_mode has to be one of normal, proactive"],
    ["/operators", { available: "yes" }, 400, "available has to be true or false"],
    ["/faults", { faults: ["fire"] }, 400, '"fire" is no fault'],
    [`/sessions/${unknownCid}/act`, { kind: "open" }, 404, "no such session"],
    ["act", { kind: "dance" }, 400, "kind has to be"],
    ["act", { kind: "write" }, 400, "body has to be a text"],
    ["save", { name: "x".repeat(81) }, 400, "name has to be up to 80 letters, digits"],
    ["act", { kind: "write", body: "hi" }, 409, "the messenger is not open"],
    ["act", { kind: "locate", place: { latitude: 1, longitude: 2 } }, 409, "only from whatsapp_business"],
    ["act", { kind: "choose", choice: 7, option: "a" }, 409, "choice 7 is not there"],
    ["forward-failed", {}, 409, "not open"],
    ["repost", { webhook: { info: {}, packet: { name: "start" } } }, 400, "webhook.info.cid has to be a text"],
    ["repost", { webhook: { info: { cid: unknownCid }, packet: { name: "start" } } }, 400, "has to stay that of"],
    ["save", { name: "hi" }, 409, "nothing has been posted yet"],
    ["save", { name: "../hi" }, 400, "letters, digits"],
    ["save", { name: ".hidden" }, 400, "letters, digits"],
  ])("%s %j gets %i: %s", async (path, body, status, reason) => {
    const world = await worldOf(echo);
    const whole = path.startsWith("/") ? path : `/sessions/${await world.begin("web")}/${path}`;
    const answer = await world.ask(whole, body);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { error: string }).error).toContain(reason);
  });
});

it("a text that is too long is told how long it may be", async () => {
  const world = await worldOf(echo);
  const write = { kind: "write", body: "x".repeat(100_001) };
  const answer = await world.ask(`/sessions/${await world.begin("sms")}/act`, write);
  const error = "body has to be a text of up to 100,000 characters";
  expect([answer.status, await answer.json()]).toEqual([400, { error }]);
});

it.each(["/sessions", "/operators", `/sessions/${unknownCid}/act`])(
  "%s takes no body that is too large",
  async (path) => {
    const world = await worldOf(echo);
    const answer = await world.ask(path, { body: "x".repeat(1024 ** 2) });
    expect([answer.status, await answer.json()]).toEqual([413, { error: "the body is larger than 1 MB" }]);
  },
);

describe("a session", () => {
  it("goes on, and is told as it does", async () => {
    const world = await worldOf(echo);
    const cid = await world.begin("web");
    expect((await world.ask(`/sessions/${cid}/act`, { kind: "open" })).status).toBe(202);
    const told = await toldUntil(world, cid, shows("you said nothing"));
    expect(told.map(({ number, kind }) => [number, kind])).toEqual([
      [1, "input"],
      [2, "webhook"],
      [3, "answer"],
      [4, "show"],
    ]);
  });

  it("is told from where a page has left off", async () => {
    const world = await worldOf(echo);
    const cid = await world.begin("sms");
    await world.ask(`/sessions/${cid}/act`, { kind: "write", body: "one" });
    const before = await toldUntil(world, cid, shows("you said one"));
    await world.ask(`/sessions/${cid}/act`, { kind: "write", body: "two" });
    const after = await toldUntil(world, cid, shows("you said two"), String(before.length));
    expect(after[0]?.number).toBe(before.length + 1);
  });

  it("knows who writes, and in which mode", async () => {
    const world = await worldOf(echo);
    const contact = { name: "Robin" };
    const start = { channel: "telegram", contact, approach_mode: "proactive", context: { step: 1 } };
    const { cid } = (await (await world.ask("/sessions", start)).json()) as { cid: string };
    expect(await (await world.ask(`/sessions/${cid}`)).json()).toMatchObject({
      ...{ contact, approach_mode: "proactive", context: { step: 1 } },
      conversation: { contact_channel: { type: "telegram" } },
    });
  });

  it("gives what happened whole, on every channel, and as a command", async () => {
    const world = await worldOf(echo);
    const cid = await world.begin("sms");
    await world.ask(`/sessions/${cid}/act`, { kind: "write", body: "hi" });
    await toldUntil(world, cid, shows("you said hi"));
    const at = (rest: string) => world.ask(`/sessions/${cid}/happenings/${rest}`).then((answer) => answer.json());
    expect(await at("2")).toMatchObject({ kind: "webhook", webhook: { packet: { name: "start" } } });
    expect(await at("2/curl")).toMatchObject({ line: expect.stringContaining(cid) });
    expect(await at("4/drawings")).toHaveLength(7);
    expect(await at("4/curl")).toMatchObject({ error: "that has not happened" });
    expect(await at("9")).toMatchObject({ error: "that has not happened" });
  });

  it("posts an edited webhook", async () => {
    const world = await worldOf(echo);
    const cid = await world.begin("sms");
    await world.ask(`/sessions/${cid}/act`, { kind: "write", body: "hi" });
    await toldUntil(world, cid, shows("you said hi"));
    const webhook = { info: { cid }, packet: { name: "message", payload: { body: "edited" } } };
    expect((await world.ask(`/sessions/${cid}/repost`, { webhook })).status).toBe(202);
    expect(await toldUntil(world, cid, shows("you said edited"))).not.toHaveLength(0);
  });

  it("hears of a forward that nobody takes", async () => {
    const names: string[] = [];
    const world = await worldOf((webhook) => {
      names.push(webhook.packet.name);
      const isAsked = textOf(webhook) === "help";
      return [
        isAsked ? event(webhook, "forward_any", { on_failure: "feedback" }) : event(webhook, "message", { body: "hm" }),
      ];
    });
    await world.ask("/operators", { available: false });
    const cid = await world.begin("sms");
    await world.ask(`/sessions/${cid}/act`, { kind: "write", body: "help" });
    await toldUntil(world, cid, shows("hm"));
    expect(names).toEqual(["start", "forward_failed"]);
  });

  it("is saved as the entries of a transcript", async () => {
    const world = await worldOf(echo);
    const cid = await world.begin("sms");
    await world.ask(`/sessions/${cid}/act`, { kind: "write", body: "hi" });
    await toldUntil(world, cid, shows("you said hi"));
    const answer = await world.ask(`/sessions/${cid}/save`, { name: "hi" });
    expect([answer.status, await answer.json()]).toEqual([201, { path: "fixtures/hi.jsonl" }]);
    expect(world.saved.get("hi")?.map(({ kind }) => kind)).toEqual(["webhook", "answer"]);
  });
});

describe("what is found", () => {
  const typo: Bot = (webhook) => [
    event(webhook, "bubbles", { body: "Which?", options: [{ id: "a", label: "A" }] }),
    event(webhook, "mesage", { body: "hi" }),
  ];

  it("stands at the event that it is about, else at the answer", async () => {
    const world = await worldOf(typo);
    const cid = await world.begin("web");
    await world.ask(`/sessions/${cid}/act`, { kind: "open" });
    const told = await toldUntil(world, cid, ({ kind }) => kind === "show");
    const rulesAt = (kind: string) =>
      told.flatMap((one) => (one.kind === kind && "remarks" in one ? one.remarks.map(({ rule }) => rule) : []));
    expect([rulesAt("answer"), rulesAt("show")]).toEqual([["event-name"], ["choice-fallback"]]);
  });

  it("is of the event where that is all of the answer, and left out where its drawing tells it", async () => {
    const options = [{ id: "a", label: "A" }];
    const alone: Bot = (webhook) => event(webhook, "bubbles", { body: "Which?", options, fallback: "Which?" });
    const world = await worldOf(alone);
    const cid = await world.begin("sms");
    await world.ask(`/sessions/${cid}/act`, { kind: "write", body: "hi" });
    const told = await toldUntil(world, cid, ({ kind }) => kind === "show");
    const answer = told.find(({ kind }) => kind === "answer");
    // choice-as-text was found, and the numbered text says so
    expect(answer).toMatchObject({ found: 1, remarks: [] });
  });
});

describe("much of it", () => {
  it("cuts an answer of 9 MB for the page, which gets all of it when it asks", async () => {
    const body = "x".repeat(9 * 1024 ** 2);
    const world = await worldOf((webhook) => [event(webhook, "message", { body })]);
    const cid = await world.begin("web");
    await world.ask(`/sessions/${cid}/act`, { kind: "open" });
    const told = await toldUntil(world, cid, ({ kind }) => kind === "show" || kind === "refused");
    expect(JSON.stringify(told).length).toBeLessThan(100_000);
    const whole = await (await world.ask(`/sessions/${cid}/happenings/3`)).text();
    expect(whole.includes(body)).toBe(true);
  }, 60_000);

  it("lists a thousand sessions, of which each goes on", async () => {
    const world = await worldOf(echo);
    const begin = () => world.platform.begin({ channel: "sms" });
    const going = Promise.all(Array.from({ length: 1000 }, () => begin().act({ kind: "write", body: "hi" })));
    expect((await world.ask("/")).status).toBe(200);
    await going;
    const events = stream(world, "/events");
    await events.next();
    const { data } = (await events.next()).value as Sent;
    expect(data).toHaveLength(1000);
    expect((data as { happenings: number }[]).every(({ happenings }) => happenings === 4)).toBe(true);
  }, 120_000);
});
