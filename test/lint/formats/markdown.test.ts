import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { summarize } from "../../../src/lint/lint-files.ts";
import { shownOf } from "../../../src/reporters/lint/index.ts";
import { markdown } from "../../../src/reporters/lint/markdown.ts";
import fc from "../../property.ts";
import { anyReport, failedOf, findingOf, nastyReport, reportOf } from "./reports.ts";

const tokensOf = (text: string) => new MarkdownIt({ html: true, linkify: false }).parse(text, {});

/** The rows of the table, as readers see them, and every kind of token that is in them. */
function readTable(text: string) {
  const tokens = tokensOf(text);
  const rows: string[][] = [];
  const kinds = new Set<string>();
  for (const [index, { type }] of tokens.entries()) {
    if (type === "tr_open") rows.push([]);
    if (type !== "td_open") continue;
    const children = tokens[index + 1]?.children ?? [];
    for (const child of children) kinds.add(child.type === "html_inline" ? child.content : child.type);
    rows.at(-1)?.push(children.map(({ type, content }) => (type === "html_inline" ? "\n" : content)).join(""));
  }
  return { rows: rows.slice(1), kinds, blocks: tokens.filter(({ level }) => level === 0).map(({ type }) => type) };
}

const harmless = ["text", "text_special", "link_open", "link_close", "<br>"];

describe("markdown", () => {
  it("is a heading and a table", () => {
    const fix = { title: "cut it", edits: [] };
    const finding = findingOf({ hint: "a hint", fix });
    expect(
      markdown(shownOf(reportOf(finding, findingOf({ severity: "info" })), "warning")),
    ).toBe(`### 1 error, 0 warnings in 1 file, 1 event

| severity | place | finding | rule |
| --- | --- | --- | --- |
| error | answer.json\\:3\\:5 | 2,001 characters, but facebook takes at most 2,000<br>a hint<br>fix\\: cut it | [text-length](<https://example.com/text-length>) |

1 can be fixed with \`--fix\`.

1 finding below the severity shown.
`);
  });

  it("is a heading where nothing was found", () => {
    expect(markdown(reportOf())).toBe("### no findings in 0 files, 0 events\n");
  });

  it("lists what could not be read", () => {
    expect(markdown(summarize([failedOf("a|b.json")]))).toContain(
      "\n- cannot read a\\|b.json\\: there is no such file\n",
    );
  });

  it("shows every text as it is", () => {
    const { rows, kinds } = readTable(markdown(nastyReport));
    expect(rows.length).toBe(nastyReport.findings.length);
    expect([...kinds].filter((kind) => !harmless.includes(kind))).toEqual([]);
    const message =
      "| cell | <script>alert(1)</script> | `code` | [link](javascript:x) | ![i](x) | **bold** | @all #1 :tada: $x$";
    expect(rows[3]).toEqual([
      "error",
      "with spaces & 100%.json:4:5",
      `${message}\n${message}\nfix: ${message}`,
      "text-length",
    ]);
  });

  it("lets nothing out of its cell, whatever is in a report", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const { rows, kinds, blocks } = readTable(markdown(report));
        expect(rows.map(({ length }) => length)).toEqual(report.findings.map(() => 4));
        expect([...kinds].filter((kind) => !harmless.includes(kind))).toEqual([]);
        const known = /^(heading|table|paragraph|bullet_list)_(open|close)$|^inline$/;
        expect(blocks.filter((type) => !known.test(type))).toEqual([]);
      }),
    );
  });

  it("is short enough for the summary of a job", () => {
    const text = markdown(reportOf(...Array.from({ length: 3000 }, (_, line) => findingOf({ line }))));
    expect([text.length < 2 ** 20, text.split("\n").length < 1100]).toEqual([true, true]);
    expect(text).toContain("\n2,000 more are not listed.\n");
  });
});
