import { type FinalResults, Parser } from "tap-parser";
import { describe, expect, it } from "vitest";
import type { Turn } from "../../../src/replay/turn.ts";
import { createTap } from "../../../src/reporters/replay/tap.ts";
import fc, { patience, runs } from "../../property.ts";
import { nastyTurn, sample, turnOf, written } from "./turns.ts";

/** What a parser of TAP that is not ours reads; strict, so that a line that is no TAP is a failure. */
function read(turns: readonly Turn[]): Promise<{ results: FinalResults; text: string }> {
  const text = written(createTap(), turns);
  return new Promise((resolve) => {
    const parser = new Parser({ strict: true }, (results) => resolve({ results, text }));
    parser.end(text);
  });
}

/** Every test that a parser reads, in order. */
function testsOf(turns: readonly Turn[]) {
  return Parser.parse(written(createTap(), turns), { strict: true }).flatMap((event) =>
    event[0] === "assert" ? [event[1]] : [],
  );
}

describe("tap", () => {
  it("has a test for each turn, and the plan behind them", async () => {
    const { results, text } = await read(sample);
    expect(text).toMatch(/^TAP version 14\nok 1 - /);
    expect(text).toMatch(/\n1\.\.5\n$/);
    expect(results).toMatchObject({ ok: false, count: 5, pass: 3, fail: 2, skip: 1, todo: 0, bailout: false });
  });

  it("names the fixture, the webhook and the event, and why one was skipped", () => {
    const tests = testsOf([...sample, turnOf({ run: 2, variant: { kind: "channel", channel: "sms" } })]);
    expect(tests.map(({ name }) => name)).toEqual([
      "fixtures/order.json #1 start",
      "fixtures/order.json #2 click",
      "fixtures/order.json #3 message",
      "fixtures/order.json #4 message",
      "fixtures/order.json #5 message",
      "fixtures/order.json #1 message (as sms, run 2)",
    ]);
    expect(tests.map(({ skip }) => skip)).toEqual([
      false,
      false,
      false,
      false,
      "not sent: the bot's end has ended the session",
      false,
    ]);
  });

  it("tells what came and what was wanted", () => {
    const [, click] = testsOf(sample);
    expect(click?.diag).toMatchObject({
      message: "request 2 to the API URL: 21 requests, but a session takes 20 a minute",
      severity: "fail",
      at: { file: "fixtures/order.json", webhook: 2 },
      status: 200,
      ms: 12.5,
      found: {
        "/answer/0/packet/payload/body": "Hello, welcome to the shop",
        "/answer/0/packet/payload/order": 4711,
        "/answer/1": { packet: { name: "end", payload: {} } },
      },
      wanted: {
        "/answer/0/packet/payload/body": "Hi, welcome to the shop",
        "/answer/0/packet/payload/order": { $match: "^Order [0-9]+$" },
      },
    });
  });

  it("plans nothing where nothing was played", async () => {
    const { results, text } = await read([]);
    expect(text).toBe("TAP version 14\n1..0 # no webhook was played\n");
    expect(results).toMatchObject({ ok: true, count: 0, plan: { skipAll: true } });
  });

  it(
    "is read as it is meant, whatever is in it",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(nastyTurn, { minLength: 1, maxLength: 4 }), async (turns) => {
          const { results } = await read(turns);
          const count = (outcome: string) => turns.filter((turn) => turn.outcome === outcome).length;
          expect(results).toMatchObject({
            count: turns.length,
            fail: count("failed"),
            skip: count("skipped"),
            todo: 0,
          });
          // lines that are no TAP would be failures
          expect(results.failures.filter((failure) => "tapError" in failure && failure.tapError)).toEqual([]);
        }),
        { numRuns: runs(150) },
      );
    },
    patience(60_000),
  );
});
