import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { channelNames, lintText } from "../src/index.ts";

// plain JavaScript, which has no types
const load = (name: string) => import(pathToFileURL(join(import.meta.dirname, "..", "bench", name)).href);
const { tableOf, withBench, atMost, atLeast } = await load("table.mjs");
const { answers, cleanAnswers } = await load("answers.mjs");

interface Answer {
  readonly kind: string;
  readonly events: readonly unknown[];
  readonly isFaulty: boolean;
}

function first(count: number, options = {}): Answer[] {
  const source: Iterator<Answer> = answers(options);
  return Array.from({ length: count }, () => source.next().value);
}

describe("the table", () => {
  it("has a row for each figure, and says which goals were missed", () => {
    const rows = [
      { what: "start", value: 1.149, goal: atMost(1.15), peers: { slow: 3.44, absent: Number.NaN } },
      { what: "memory", value: 181.2, goal: atMost(160), unit: " MB" },
      { what: "speed", value: 12, goal: atLeast(50), unit: " times faster" },
      { what: "peerless", value: Number.NaN, goal: atLeast(3) },
      { what: "for its own sake", value: 7.5 },
    ];
    expect(tableOf(rows).split("\n")).toEqual([
      "| what             | ulbot                    | goal              | peers    |",
      "| ---------------- | ------------------------ | ----------------- | -------- |",
      "| start            | 1.15                     | ≤ 1.15            | slow 3.4 |",
      "| memory           | 181 MB (missed)          | ≤ 160 MB          |          |",
      "| speed            | 12 times faster (missed) | ≥ 50 times faster |          |",
      "| peerless         | not measured             | ≥ 3               |          |",
      "| for its own sake | 7.5                      |                   |          |",
    ]);
  });

  it("takes the place of the one before it, and of nothing else", () => {
    const once = withBench("a\n<!-- bench -->\n<!-- /bench -->\nb\n", "| 1 |");
    expect(once).toBe("a\n<!-- bench -->\n\n| 1 |\n\n<!-- /bench -->\nb\n");
    expect(withBench(once, "| 2 |")).toBe(once.replace("1", "2"));
  });

  it.each(["", "<!-- bench -->", "<!-- /bench --><!-- bench -->"])("has no place in %j", (text) => {
    expect(() => withBench(text, "| 1 |")).toThrow("<!-- bench --> … <!-- /bench -->");
  });
});

describe("the answers that are linted", () => {
  const settings = { channels: channelNames, severity: "warning" } as const;
  const isFound = ({ events }: Answer) =>
    lintText({ file: "answer.json", text: JSON.stringify(events) }, settings).findings.length > 0;

  it("are the same every time", () => {
    expect(first(50)).toEqual(first(50));
    expect(first(50, { seed: 2 })).not.toEqual(first(50));
  });

  it("are fine, but for one in a thousand", () => {
    const list = first(5000);
    expect(list.flatMap((answer, index) => (isFound(answer) ? index : []))).toEqual([500, 1500, 2500, 3500, 4500]);
    expect(list.flatMap(({ isFaulty }, index) => (isFaulty ? index : []))).toEqual([500, 1500, 2500, 3500, 4500]);
  });

  it("are only those that are wanted, where some are", () => {
    const list = cleanAnswers(20, (kind: string) => kind === "bubbles");
    const names = list.flat().map(({ packet }: { packet: { name: string } }) => packet.name);
    expect(names).toEqual(Array(20).fill("bubbles"));
  });
});
