import { describe, expect, it } from "vitest";
import { faultsOf } from "../../../src/reporters/replay/faults.ts";
import { github } from "../../../src/reporters/replay/github.ts";
import fc, { patience, runs } from "../../property.ts";
import { nastyTurn, sample, turnOf, view, written } from "./turns.ts";

describe("github", () => {
  it("is an error for each failed turn, and a warning where something else is wrong", () => {
    expect(written(github, sample, { ...view, places: { cwd: "/checkout/bot", root: "/checkout" } })).toBe(
      `::error file=bot/fixtures/order.json,title=fixtures/order.json #2 click::error: request 2 to the API URL: 21 requests, but a session takes 20 a minute%0Aerror: 3 differences from fixtures/order.expected.json%0A/answer/0/packet/payload/body%0A- "Hi, welcome to the shop"%0A+ "Hello, welcome to the shop"%0A/answer/1 was not expected%0A+ end {}%0A/answer/0/packet/payload/order%0A- {"$match":"^Order [0-9]+$"}%0A+ 4711
::error file=bot/fixtures/order.json,title=fixtures/order.json #3 message::error: message has no body (parameter-required at /0/packet/payload)
::warning file=bot/fixtures/order.json,title=fixtures/order.json #4 message::warning: the answer says it is text/plain%0A/answer/0/packet/payload/body%0A- "See you"%0A+ "Bye"
`,
    );
  });

  it("escapes what would end a property", () => {
    const turn = turnOf({ file: "100%: a,b.json", outcome: "failed" });
    expect(written(github, [turn])).toBe(
      "::error file=100%25%3A a%2Cb.json,title=100%25%3A a%2Cb.json #1 message::failed\n",
    );
  });

  it(
    "is one line for each turn that something is wrong with, whatever is in it",
    () => {
      fc.assert(
        fc.property(fc.array(nastyTurn, { maxLength: 3 }), (turns) => {
          const lines = written(github, turns).split("\n").slice(0, -1);
          const told = turns.filter(
            (turn) => turn.outcome === "failed" || (turn.outcome === "passed" && faultsOf(turn).length > 0),
          );
          expect(lines.length).toBe(told.length);
          for (const line of lines) expect(line).toMatch(/^::(error|warning) file=[^:,]*,title=[^:,]*::/);
        }),
        { numRuns: runs(150) },
      );
    },
    patience(60_000),
  );
});
