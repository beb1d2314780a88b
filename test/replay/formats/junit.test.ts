import { spawnSync } from "node:child_process";
import { parse, type TestSuites } from "junit2json";
import { describe, expect, it } from "vitest";
import type { Turn } from "../../../src/replay/turn.ts";
import { junit } from "../../../src/reporters/replay/junit.ts";
import { describeWith } from "../../external.ts";
import fc, { patience, runs } from "../../property.ts";
import { cidOf } from "../project.ts";
import { nastyTurn, sample, turnOf, written } from "./turns.ts";

const suitesOf = async (turns: readonly Turn[]) => ((await parse(written(junit, turns))) as TestSuites).testsuite ?? [];

describe("junit", () => {
  it("has a suite for each conversation, and in it a case for each turn", async () => {
    const other = turnOf({ cid: cidOf(2), run: 3, variant: { kind: "mutation", mutation: "duplicate" } });
    const suites = await suitesOf([...sample, other]);
    expect(suites.map(({ name, tests, failures, skipped }) => [name, tests, failures, skipped])).toEqual([
      [`fixtures/order.json web ${cidOf(1)}`, 5, 2, 1],
      [`fixtures/order.json web duplicate run 3 ${cidOf(2)}`, 1, 0, 0],
    ]);
    expect(suites[0]?.testcase?.map(({ name }) => name)).toEqual([
      "#1 start",
      "#2 click",
      "#3 message",
      "#4 message",
      "#5 message",
    ]);
  });

  it("says what differs, and what was said", async () => {
    const [suite] = await suitesOf(sample);
    const click = suite?.testcase?.[1];
    expect(click).toMatchObject({ classname: "fixtures/order.json", file: "fixtures/order.json", time: 0.0125 });
    expect(click?.failure?.[0]).toEqual({
      message: "request 2 to the API URL: 21 requests, but a session takes 20 a minute",
      type: "failed",
      inner: `error: request 2 to the API URL: 21 requests, but a session takes 20 a minute
error: 3 differences from fixtures/order.expected.json
/answer/0/packet/payload/body
- "Hi, welcome to the shop"
+ "Hello, welcome to the shop"
/answer/1 was not expected
+ end {}
/answer/0/packet/payload/order
- {"$match":"^Order [0-9]+$"}
+ 4711`,
    });
    expect(click?.["system-out"]?.join()).toContain("later, through the API URL, after 230 ms");
  });

  it("says why a turn was skipped", async () => {
    const [suite] = await suitesOf(sample);
    expect(suite?.testcase?.[4]?.skipped).toEqual([{ message: "not sent: the bot's end has ended the session" }]);
  });

  it(
    "has only characters that XML 1.0 knows, whatever is in a turn",
    () => {
      const characters = /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
      fc.assert(
        fc.property(fc.array(nastyTurn, { maxLength: 3 }), (turns) => {
          expect(written(junit, turns)).toMatch(characters);
        }),
        { numRuns: runs(60) },
      );
    },
    patience(60_000),
  );
});

const hasPython = spawnSync("python3", ["-c", "import xml.etree.ElementTree"]).status === 0;

/** Reads a list of documents, and tells how many failures and skipped cases each has. */
const reader = `
import json, sys, xml.etree.ElementTree as tree
documents = [tree.fromstring(text.encode("utf-8")) for text in json.load(sys.stdin)]
json.dump([[len(list(each.iter(tag))) for tag in ("testcase", "failure", "skipped")] for each in documents], sys.stdout)
`;

describeWith(
  { found: hasPython ? "python3" : undefined, missing: "there is no python3" },
  "a strict parser of XML",
  (python) => {
    it(
      "reads every document, whatever is in it",
      () => {
        const runs = fc.sample(fc.array(nastyTurn, { maxLength: 3 }), 200);
        const { stdout, stderr } = spawnSync(python, ["-c", reader], {
          input: JSON.stringify(runs.map((turns) => written(junit, turns))),
          encoding: "utf8",
          maxBuffer: 2 ** 28,
        });
        expect(stderr).toBe("");
        const count = (turns: readonly Turn[], outcome: string) =>
          turns.filter((turn) => turn.outcome === outcome).length;
        expect(JSON.parse(stdout)).toEqual(
          runs.map((turns) => [turns.length, count(turns, "failed"), count(turns, "skipped")]),
        );
      },
      patience(60_000),
    );
  },
);
