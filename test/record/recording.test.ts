import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Body } from "../../src/record/capture.ts";
import type { Exchange, Outcome } from "../../src/record/forward.ts";
import { createRecording, type Passed } from "../../src/record/recording.ts";
import type { Entry } from "../../src/transcript/entry.ts";
import { cidOf, webhook } from "../replay/project.ts";

const [ada, bob] = [cidOf(1), cidOf(2)];

const bodyOf = (value: unknown) => ({ bytes: Buffer.from(JSON.stringify(value)), encoding: undefined });
const bytes = (content: string | Buffer, encoding?: string) => ({ bytes: Buffer.from(content), encoding });

const answered = (value: unknown, status = 200): Outcome => ({
  kind: "answered",
  status,
  ms: 1.26,
  body: bodyOf(value),
});
const answeredWith = (body: Body): Outcome => ({ kind: "answered", status: 200, ms: 1, body });
const failed: Outcome = {
  kind: "failed",
  status: 502,
  ms: 3,
  problem: { failure: "refused", message: "nothing listens there", hint: "start it" },
};
const lost: Outcome = { kind: "lost", ms: 5000 };

const message = (cid: string, body = "hi") => ({ info: { cid }, packet: { name: "message", payload: { body } } });

/** An exchange whose outcome comes when `end` is called. */
function exchange(body: Awaited<Exchange["received"]>) {
  let end: (outcome: Outcome) => void = () => {};
  const outcome = new Promise<Outcome>((resolve) => {
    end = resolve;
  });
  return { exchange: { received: Promise.resolve(body), outcome }, end };
}

/** A recording, and what it wrote, write by write. Its clock goes on by a second each time somebody looks. */
function recordingOf() {
  const writes: Entry[][] = [];
  const told: Passed[] = [];
  let seconds = 0;
  const recording = createRecording({
    write(entries) {
      writes.push([...entries]);
      return entries[0]?.cid.slice(-1) ?? "";
    },
    onPassed: (passed) => told.push(passed),
    now: () => Date.UTC(2026, 10, 23, 12, 0, seconds++),
  });
  const passTurn = async (body: Awaited<Exchange["received"]>, outcome: Outcome) => {
    const one = exchange(body);
    one.end(outcome);
    await recording.webhook(one.exchange);
  };
  return { ...recording, passTurn, writes, told };
}

const kinds = (writes: Entry[][]): string[][] =>
  writes.map((entries) => entries.map(({ kind, cid }) => `${kind} ${cid === ada ? "ada" : "bob"}`));

const at = (seconds: number): string => `2026-11-23T12:00:0${seconds}.000Z`;

describe("a turn", () => {
  test("is written whole, once its answer is there", async () => {
    const { webhook: record, writes, told, counts } = recordingOf();
    const event = webhook("message", { body: "Hello" });
    const { exchange: one, end } = exchange(bodyOf(event));
    const recorded = record(one);
    await one.received;
    expect(writes).toEqual([]);
    end(answered([message(ada)]));
    await recorded;
    expect(writes).toEqual([
      [
        { at: at(0), cid: ada, kind: "webhook", event },
        { at: at(1), cid: ada, kind: "answer", status: 200, ms: 1.3, events: [message(ada)] },
      ],
    ]);
    expect(told).toEqual([{ kind: "turn", cid: "1", names: ["message"], status: 200, ms: 1.26 }]);
    expect(counts()).toEqual({ turns: 1, requests: 0, unrecorded: 0 });
  });

  test.each<[string, Outcome, object[]]>([
    ["one event is kept as one", answered(message(ada)), [{ status: 200, events: message(ada) }]],
    ["a status is what it is", answered([], 500), [{ status: 500, events: [] }]],
    ["nobody there is a 502", failed, [{ status: 502, ms: 3, events: [] }]],
    ["no whole answer is none", lost, []],
    ["no JSON are no events", answeredWith(bytes("<h1>Ada</h1>")), [{ events: [] }]],
    ["no body are no events", answeredWith(bytes("")), [{ events: [] }]],
    ["too much are no events", answeredWith({ bytes: undefined, encoding: undefined }), [{ events: [] }]],
    [
      "packed events are unpacked",
      answeredWith(bytes(gzipSync(JSON.stringify([message(ada)])), "gzip")),
      [{ events: [message(ada)] }],
    ],
    ["what cannot be unpacked are no events", answeredWith(bytes("x", "gzip")), [{ events: [] }]],
  ])("of its answer: %s", async (_, outcome, entries) => {
    const { passTurn, writes } = recordingOf();
    await passTurn(bodyOf(webhook("start")), outcome);
    expect(writes).toMatchObject([[{ kind: "webhook" }, ...entries.map((entry) => ({ kind: "answer", ...entry }))]]);
    expect(writes[0]).toHaveLength(1 + entries.length);
  });

  test("is told of with what kept it from an answer", async () => {
    const { passTurn, told } = recordingOf();
    await passTurn(bodyOf(webhook("start")), failed);
    await passTurn(bodyOf(webhook("start")), lost);
    expect(told).toMatchObject([
      { status: 502, problem: "nothing listens there" },
      { status: null, ms: 5000 },
    ]);
  });

  test("of an event that nobody knows yet is one", async () => {
    const { passTurn, writes } = recordingOf();
    await passTurn(bodyOf(webhook("reaction")), answered([]));
    expect(kinds(writes)).toEqual([["webhook ada", "answer ada"]]);
  });

  test("in which another one of the session begins stays a block of its own", async () => {
    const { webhook: record, writes } = recordingOf();
    const [first, second] = [exchange(bodyOf(webhook("message"))), exchange(bodyOf(webhook("click")))];
    const recorded = [record(first.exchange), record(second.exchange)];
    second.end(answered([]));
    await recorded[1];
    first.end(answered([]));
    await recorded[0];
    expect(kinds(writes)).toEqual([
      ["webhook ada", "answer ada"],
      ["webhook ada", "answer ada"],
    ]);
    expect(writes[0]?.[0]).toMatchObject({ event: { packet: { name: "click" } } });
  });
});

describe("a request to the API URL", () => {
  test("stands in the turn of its session that is under way", async () => {
    const { webhook: record, request, writes, told, counts } = recordingOf();
    const turn = exchange(bodyOf(webhook("message")));
    const recorded = record(turn.exchange);
    const [own, other] = [exchange(bodyOf(message(ada))), exchange(bodyOf([message(bob)]))];
    own.end(answered({}, 201));
    other.end(answered({}, 429));
    await request(own.exchange);
    expect(writes).toEqual([]);
    await request(other.exchange);
    turn.end(answered([]));
    await recorded;
    expect(kinds(writes)).toEqual([["request bob"], ["webhook ada", "request ada", "answer ada"]]);
    expect(writes[1]?.[1]).toMatchObject({ status: 201, events: [message(ada)] });
    expect(told.map(({ kind, cid, status }) => [kind, cid, status])).toEqual([
      ["request", "2", 429],
      ["turn", "1", 200],
      ["request", "1", 201],
    ]);
    expect(counts()).toEqual({ turns: 1, requests: 2, unrecorded: 0 });
  });

  test("stands by itself after the turn", async () => {
    const { passTurn, request, writes } = recordingOf();
    await passTurn(bodyOf(webhook("message")), answered([]));
    const later = exchange(bodyOf(message(ada)));
    later.end(failed);
    await request(later.exchange);
    expect(kinds(writes)).toEqual([["webhook ada", "answer ada"], ["request ada"]]);
    expect(writes[1]).toMatchObject([{ status: 502 }]);
  });

  test("with events of several sessions is one for each", async () => {
    const { request, writes, counts } = recordingOf();
    const mixed = exchange(bodyOf([message(ada, "1"), message(bob, "2"), message(ada, "3")]));
    mixed.end(answered({}));
    await request(mixed.exchange);
    expect(writes).toMatchObject([
      [{ cid: ada, events: [message(ada, "1"), message(ada, "3")] }],
      [{ cid: bob, events: [message(bob, "2")] }],
    ]);
    expect(counts()).toEqual({ turns: 0, requests: 1, unrecorded: 0 });
  });
});

const tooLarge = { bytes: undefined, encoding: undefined };

test.each<[string, "webhook" | "request", Awaited<Exchange["received"]>, Outcome]>([
  ["a webhook that never came whole", "webhook", undefined, lost],
  ["a webhook too large to be kept", "webhook", tooLarge, answered([])],
  ["a body that is no JSON", "webhook", bytes("name=Ada"), answered([])],
  ["a body that is no webhook", "webhook", bodyOf({ status: "ok" }), answered([])],
  ["a body without a session", "webhook", bodyOf(message("")), answered([])],
  ["a list", "webhook", bodyOf([webhook("message")]), answered([])],
  ["no body", "webhook", bytes(""), answered("fine")],
  ["a request that is no JSON", "request", bytes("hi"), answered("")],
  ["a request too large to be kept", "request", tooLarge, answered("")],
  ["an event without a session", "request", bodyOf({ packet: { name: "end" } }), answered("")],
  ["a request that nobody has answered", "request", bodyOf(message(ada)), lost],
])("%s is counted, not recorded", async (_, kind, body, outcome) => {
  const { [kind]: record, writes, told, counts } = recordingOf();
  const one = exchange(body);
  one.end(outcome);
  await record(one.exchange);
  expect({ writes, told: told.map(({ kind }) => kind), counts: counts() }).toEqual({
    writes: [],
    told: ["other"],
    counts: { turns: 0, requests: 0, unrecorded: 1 },
  });
});

test("what cannot be written is thrown to whoever records", async () => {
  const recording = createRecording({
    write() {
      throw new Error("disk full");
    },
    onPassed: () => {},
    now: Date.now,
  });
  const one = exchange(bodyOf(webhook("start")));
  one.end(answered([]));
  await expect(recording.webhook(one.exchange)).rejects.toThrow("disk full");
});
