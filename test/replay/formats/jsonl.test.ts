import { expect, test } from "vitest";
import { json } from "../../../src/reporters/replay/json.ts";
import { jsonl } from "../../../src/reporters/replay/jsonl.ts";
import { coverage, sample, turnOf, written } from "./turns.ts";

test("a turn a line as json lists them, then the summary", () => {
  const latency = { count: 4, p50: 3, p95: 12, p99: 12, max: 12.5, perSecond: 80 };
  const given = { latency, coverage, variations: [] };
  const lines = written(jsonl, sample, undefined, given).split("\n").slice(0, -1);
  const values = lines.map((line) => JSON.parse(line));
  const document = JSON.parse(written(json, sample, undefined, given));
  expect(values.slice(0, -1)).toEqual(document.turns);
  expect(values.at(-1)).toEqual({ schemaVersion: 1, summary: document.summary, ...given });
});

test("what is not always there comes only where it is", () => {
  const { turns } = JSON.parse(
    written(json, [...sample, turnOf({ variant: { kind: "channel", channel: "sms" }, attempt: 2 })]),
  );
  expect(turns[1]).toMatchObject({
    run: 1,
    attempt: 1,
    at: "2026-03-04T05:06:07.890Z",
    expectedFile: "fixtures/order.expected.json",
    requests: [
      { ms: 230.4, status: 200, findings: [], problems: [] },
      { ms: 1400, status: 429 },
    ],
  });
  expect(turns[1].differences[0]).toEqual({
    pointer: "/answer/0/packet/payload/body",
    kind: "changed",
    expected: "Hi, welcome to the shop",
    actual: "Hello, welcome to the shop",
    message: '"Hello, welcome to the shop" is not "Hi, welcome to the shop"',
  });
  expect(turns[3].update).toBe("changed");
  expect(turns[5]).toMatchObject({ variant: { kind: "channel", channel: "sms" }, attempt: 2 });
  expect(Object.keys(turns[0])).not.toEqual(expect.arrayContaining(["update"]));
  expect(turns[0]).not.toHaveProperty("expectedFile");
  expect(turns[0]).not.toHaveProperty("variant");
});
