import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { markdown } from "../../../src/reporters/replay/markdown.ts";
import fc, { patience, runs } from "../../property.ts";
import { cidOf } from "../project.ts";
import { coverage, differenceOf, nastyTurn, nothing, sample, turnOf, written } from "./turns.ts";

const parser = new MarkdownIt("default", { html: true });
const tokensOf = (text: string) => parser.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);

/** The only elements that a summary may have, with nothing of a bot but text in them. */
const knownHtml = /^(<details><summary>❌ <code>[^<>]*<\/code><\/summary>\n|<\/details>\n)$/;

describe("markdown", () => {
  it("has a table of the conversations, and the failed turns folded below it", () => {
    const other = turnOf({ cid: cidOf(2), file: "fixtures/a_b.json", attempt: 2 });
    const text = written(markdown, [...sample, other]);
    expect(text.split("\n").slice(0, 9)).toEqual([
      "### 2 conversations, 6 turns: 3 passed, 2 failed, 1 skipped (1 conversation on a later attempt only)",
      "",
      "1 expectation changed, nothing expected of 3 turns yet: --update writes what the bot sent",
      "",
      "| | conversation | channel | passed | failed | skipped | slowest |",
      "| --- | --- | --- | --: | --: | --: | --: |",
      "| ❌ failed | fixtures/order.json | web | 2 | 2 | 1 | 12.5 ms |",
      "| ✅ passed | fixtures/a\\_b.json, attempt 2 | web | 1 | 0 | 0 | 3.1 ms |",
      "",
    ]);
    expect(text).toContain(
      '```diff\n/answer/0/packet/payload/body\n- "Hi, welcome to the shop"\n+ "Hello, welcome to the shop"\n',
    );
    const fences = tokensOf(text).filter(({ type }) => type === "fence");
    expect(fences.map(({ info }) => info)).toEqual(["text", "text", "diff", "text", "text"]);
    expect(fences[0]?.content).toContain("Delivery status ] [ Returns ]\n  ✗  12.5 ms  click  Delivery status\n");
  });

  it("has fences that are longer than any in them", () => {
    const turn = turnOf({ outcome: "failed", differences: [differenceOf({ expected: "```````", actual: "x" })] });
    expect(written(markdown, [turn])).toContain(
      '\n````````diff\n/answer/0/packet/payload/body\n- "```````"\n+ "x"\n````````\n',
    );
  });

  it("tells how many it leaves out", () => {
    const turns = Array.from({ length: 250 }, (_, number) => turnOf({ cid: cidOf(number), outcome: "failed" }));
    const text = written(markdown, turns);
    expect(text).toContain("\n50 more conversations are not shown.\n");
    expect(text).toMatch(/\n220 more failed turns are not shown\.\n$/);
  });

  it("tells of flaky conversations, of expectations and of times", () => {
    const latency = { count: 1, p50: 3, p95: 3, p99: 3, max: 3, perSecond: 80.4 };
    expect(
      written(markdown, [], undefined, { summary: { ...nothing, passed: 1, flaky: 1, written: 2 }, latency }),
    ).toBe(
      `### 0 conversations, 0 turns: 1 passed (1 conversation on a later attempt only)

2 expectations written; 1 answer: p50 3.0 ms, p95 3.0 ms, p99 3.0 ms, max 3.0 ms, 80 a second
`,
    );
  });

  it("tells what is covered, and where channels differ", () => {
    const text = written(markdown, sample, undefined, { coverage, variations: [] });
    expect(text).toMatch(/\n```text\nthe bot does the same on every channel that was played\n```\n/);
    expect(text).toMatch(/\n```text\ncoverage 50\.0%\n[^`]*\n```\n$/);
  });

  it(
    "has no markup but its own, whatever is in a turn",
    () => {
      fc.assert(
        fc.property(fc.array(nastyTurn, { maxLength: 3 }), (turns) => {
          const tokens = tokensOf(written(markdown, turns));
          const html = tokens.filter(({ type }) => type.startsWith("html"));
          const failed = turns.filter(({ outcome }) => outcome === "failed").length;
          expect(html.length).toBe(2 * failed);
          for (const { content } of html) expect(content).toMatch(knownHtml);
          const markup = ["image", "link_open", "em_open", "strong_open", "code_inline", "s_open", "code_block", "hr"];
          expect(tokens.filter(({ type }) => markup.includes(type))).toEqual([]);
          expect(tokens.filter(({ type }) => type === "heading_open").length).toBe(1);
        }),
        { numRuns: runs(150) },
      );
    },
    patience(60_000),
  );
});
