import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { Turn } from "../../../src/replay/turn.ts";
import type { ReplayView } from "../../../src/reporters/replay/index.ts";
import { pretty } from "../../../src/reporters/replay/pretty.ts";
import { createStyle } from "../../../src/reporters/style.ts";
import fc, { patience, runs } from "../../property.ts";
import { cidOf } from "../project.ts";
import {
  coverage,
  curl,
  differenceOf,
  endOf,
  nastyTurn,
  nothing,
  requestOf,
  sample,
  turnOf,
  view,
  written,
} from "./turns.ts";

const linesOf = (turn: Turn, as: ReplayView = view) => pretty.turn(turn, turn, as).split("\n").slice(0, -1);

describe("a failed turn", () => {
  it("shows what was said, what came later, what differs, and how to post it again", () => {
    expect(linesOf(sample[1] as Turn, { ...view, curl })).toEqual([
      "  ✗  12.5 ms  click  Delivery status",
      "    ┌ Hello, welcome to the shop",
      "    ┌ end",
      "    later, through the API URL, after 230 ms",
      "    ┌ Your order is on its way",
      "    later, through the API URL, after 1.4 s, refused with 429",
      "    ┌ Your order is on its way",
      "    error 21 requests, but a session takes 20 a minute",
      "    error 3 differences from fixtures/order.expected.json",
      "    /answer/0/packet/payload/body",
      '    - "Hi, welcome to the shop"',
      '    + "Hello, welcome to the shop"',
      "    /answer/1 was not expected",
      "    + end {}",
      "    /answer/0/packet/payload/order",
      '    - {"$match":"^Order [0-9]+$"}',
      "    + 4711",
      `    ${curl(sample[1] as Turn).trim()}`,
    ]);
  });

  it("shows the JSON of the answer where lint objects to it", () => {
    expect(linesOf(sample[2] as Turn)).toEqual([
      "  ✗   3.1 ms  message  Where is it?",
      '    ┌ message {"body":"","bodi":"On its way"}',
      "    error message has no body (parameter-required at /0/packet/payload)",
      '    [{"info":{"cid":"chatbot::258:a56785fb6fb84edd890905913b0c0821"},"packet":',
      '    {"name":"message","payload":{"bodi":"On its way"}}}]',
    ]);
  });

  it("names the first differences of many", () => {
    const differences = Array.from({ length: 11 }, (_, index) =>
      differenceOf({ pointer: `/answer/${index}`, kind: "missing", expected: index }),
    );
    const lines = linesOf(turnOf({ outcome: "failed", differences }));
    expect(lines.slice(2, 5)).toEqual([
      "    error 11 differences from what was expected",
      "    /answer/0 is missing",
      "    - 0",
    ]);
    expect(lines.slice(-2)).toEqual(["    - 7", "    … and 3 more differences"]);
  });

  it("has no curl line where nothing was posted", () => {
    const problems = [{ kind: "session", message: "the bot's end has ended the session", severity: "error" }] as const;
    const turn = turnOf({ outcome: "failed", status: null, ms: null, events: [], problems });
    expect(linesOf(turn, { ...view, curl })).toEqual([
      "  ✗           message  Hi",
      "    error the bot's end has ended the session",
    ]);
  });

  it("underlines the words that differ", async () => {
    const style = await createStyle(true);
    const { red, green, underline } = style;
    const lines = linesOf(turnOf({ outcome: "failed", differences: [differenceOf()] }), { ...view, style });
    const [before, after] = lines.slice(-2);
    expect(before).toContain(`${red(underline("Hi"))}${red(", welcome to the shop")}`);
    expect(after).toContain(`${green(underline("Hello"))}${green(", welcome to the shop")}`);
  });

  it(
    "fills one screen at most, whatever is in it",
    () => {
      const place = { pointer: "/long place".repeat(99), kind: "missing", expected: 1 } as const;
      const longPlaces = Array.from({ length: 12 }, () => differenceOf(place));
      const short = { ...view, curl: () => `curl ${"x".repeat(300)}` };
      fc.assert(
        fc.property(nastyTurn, (turn) => {
          const lines = linesOf({ ...turn, outcome: "failed" }, short);
          const rows = lines.map((line) => Math.max(1, Math.ceil(stringWidth(line) / 80)));
          expect(rows.reduce((total, count) => total + count, 0)).toBeLessThanOrEqual(38);
        }),
        { numRuns: runs(100), examples: [[turnOf({ differences: longPlaces })]] },
      );
    },
    patience(60_000),
  );

  it("has the same characters with colours", async () => {
    const style = await createStyle(true);
    const coloured = written(pretty, sample, { ...view, style });
    expect(stripVTControlCharacters(coloured)).toBe(written(pretty, sample));
  });
});

describe("what else is told of a turn", () => {
  it("which expectation was written or changed", () => {
    const expected = { expectation: { answer: [] }, file: "a.expected.json" };
    expect(linesOf(turnOf({ update: "written", expected })).at(-1)).toBe("    expectation written a.expected.json");
    expect(linesOf(sample[3] as Turn).slice(-4)).toEqual([
      "    expectation changed fixtures/order.expected.json",
      "    /answer/0/packet/payload/body",
      '    - "See you"',
      '    + "Bye"',
    ]);
  });

  it("whether it is another attempt, run or channel, in the heading", () => {
    const heads = [{ attempt: 2 }, { run: 3 }, { variant: { kind: "channel", channel: "sms" } as const }].map(
      (given) => pretty.turn(turnOf(given), turnOf(), view).split("\n")[1],
    );
    expect(heads).toEqual([
      "fixtures/order.json  web  attempt 2",
      "fixtures/order.json  web  run 3",
      "fixtures/order.json  web  as sms",
    ]);
  });

  it("what is wrong with a request that the bot sent by itself", () => {
    const problems = [{ kind: "json", message: "this is no JSON", severity: "error" }] as const;
    const turn = turnOf({ requests: [requestOf({ status: 400, events: [], problems })] });
    expect(linesOf(turn).slice(-2)).toEqual([
      "    later, through the API URL, after 230 ms, refused with 400",
      "    error this is no JSON",
    ]);
  });
});

describe("the end", () => {
  it("names flaky conversations, expectations and times where there are any", () => {
    const latency = { count: 1000, p50: 3.1, p95: 8, p99: 20.4, max: 1200, perSecond: 812.4 };
    const summary = { ...nothing, conversations: 1, turns: 3, passed: 2, skipped: 1 };
    const more = { ...summary, flaky: 1, written: 3, changed: 1, unexpected: 2 };
    expect(pretty.end({ summary, failed: [] }, view)).toBe("\n1 conversation, 3 turns: 2 passed, 1 skipped\n");
    expect(pretty.end({ summary: more, failed: [], latency }, view)).toBe(`
1 conversation, 3 turns: 2 passed (1 conversation on a later attempt only), 1 skipped
3 expectations written, 1 expectation changed, nothing expected of 2 turns yet: --update writes what the bot sent
1,000 answers: p50 3.1 ms, p95 8.0 ms, p99 20.4 ms, max 1.2 s, 812 a second
`);
  });

  it("names the failed turns it is given, and counts those it is not", () => {
    const failed = [turnOf({ cid: cidOf(2), outcome: "failed", differences: [differenceOf()] })];
    const summary = { ...nothing, conversations: 2, turns: 4000, failed: 4000 };
    expect(pretty.end({ summary, failed }, view)).toBe(`
failed:
  ✗ fixtures/order.json, webhook 1, message: 1 difference from what was
    expected: "Hello, welcome to the shop" is not "Hi, welcome to the shop"
    and 3,999 more

2 conversations, 4,000 turns: 4,000 failed
`);
  });

  it("tells what is covered, and where channels differ, above the counts", () => {
    const lines = pretty.end(endOf(sample, { coverage, variations: [] }), view).split("\n");
    const at = (start: string) => lines.findIndex((line) => line.startsWith(start));
    expect(at("the bot does the same")).toBe(1);
    expect(at("coverage 50.0%")).toBe(3);
    expect(at("1 conversation, 5 turns")).toBeGreaterThan(4);
  });
});
