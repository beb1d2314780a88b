import { spawnSync } from "node:child_process";
import { parse, type TestSuites } from "junit2json";
import { describe, expect, it } from "vitest";
import type { LintReport } from "../../../src/lint/lint-files.ts";
import { summarize } from "../../../src/lint/lint-files.ts";
import { shownOf } from "../../../src/reporters/lint/index.ts";
import { junit } from "../../../src/reporters/lint/junit.ts";
import { describeWith } from "../../external.ts";
import fc, { runs } from "../../property.ts";
import { anyReport, failedOf, findingOf, nastyReport, reportOf, resultOf } from "./reports.ts";

const suitesOf = async (report: LintReport) => ((await parse(junit(report))) as TestSuites).testsuite ?? [];

describe("junit", () => {
  it("has a suite for each file, and in it a case for each finding", async () => {
    const suites = await suitesOf(nastyReport);
    expect(suites.map(({ testcase }) => testcase?.length)).toEqual([7, 7, 7, 7, 7, 7, 1, 1]);
    expect(suites.map(({ failures, errors }) => `${failures} ${errors}`)).toEqual([
      ...Array(6).fill("7 0"),
      "0 0",
      "0 1",
    ]);
    expect(suites.map(({ name }) => name)).toEqual([
      "with spaces & 100%.json",
      "#frag?query=1;a,b:c.json",
      "Größe/日本 👩‍👩‍👧.json",
      '<a href="x">|`_*[].json',
      expect.stringMatching(/^esc\\x1b\[2J\\u202e\\r\s\.json$/),
      "half\\ud83d.json",
      "clean <file>.json",
      "missing\\x1b & gone.json",
    ]);
  });

  it("says what and where", async () => {
    const [suite] = await suitesOf(reportOf(findingOf({ hint: "a hint", severity: "warning" })));
    expect(suite?.testcase).toEqual([
      {
        classname: "answer.json",
        file: "answer.json",
        name: "text-length 3:5",
        failure: [
          {
            message: "2,001 characters, but facebook takes at most 2,000",
            type: "warning",
            inner: "answer.json:3:5\n/0/packet/payload/body\na hint\nhttps://example.com/text-length",
          },
        ],
      },
    ]);
  });

  it("passes a file without findings, and one whose findings are below the severity", async () => {
    const report = summarize([
      resultOf("a.json"),
      resultOf("b.json", [findingOf({ file: "b.json", severity: "info" })]),
    ]);
    const suites = await suitesOf(shownOf(report, "warning"));
    expect(suites.map(({ testcase }) => testcase)).toEqual([
      [{ classname: "a.json", name: "clean" }],
      [{ classname: "b.json", name: "clean" }],
    ]);
  });

  it("has an error for a file that could not be read", async () => {
    const [suite] = await suitesOf(summarize([failedOf("a.json", "a hint")]));
    expect(suite?.testcase).toEqual([
      {
        classname: "a.json",
        name: "readable",
        error: [{ message: "cannot read a.json: there is no such file", type: "unreadable", inner: "a hint" }],
      },
    ]);
  });

  it("has only characters that XML 1.0 knows, whatever is in a report", () => {
    const characters = /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(junit(report)).toMatch(characters);
      }),
    );
  });
});

const hasPython = spawnSync("python3", ["-c", "import xml.etree.ElementTree"]).status === 0;

/** Reads a list of documents, and tells how many cases each has, with all the messages in it. */
const reader = `
import json, sys, xml.etree.ElementTree as tree
documents = [tree.fromstring(text.encode("utf-8")) for text in json.load(sys.stdin)]
json.dump([[case.get("message") for case in each.iter() if case.tag in ("failure", "error")] for each in documents], sys.stdout)
`;

describeWith(
  { found: hasPython ? "python3" : undefined, missing: "there is no python3" },
  "a strict parser of XML",
  (python) => {
    it("reads every document, and as many failures as there are findings", () => {
      const reports = [nastyReport, ...fc.sample(anyReport, { numRuns: runs(500) })];
      const { stdout, stderr } = spawnSync(python, ["-c", reader], {
        input: JSON.stringify(reports.map(junit)),
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      });
      expect(stderr).toBe("");
      const messages: string[][] = JSON.parse(stdout);
      expect(messages.map(({ length }) => length)).toEqual(reports.map(expectedFailures));
      expect(messages[0]?.slice(0, 2)).toEqual([
        "a <b> & \"c\" 'd' ]]> --> %0A %25 \\ end",
        "line one\nline two\\r\n::error::gotcha",
      ]);
    });
  },
);

/** Files of one name count once for each of its places in the list. */
function expectedFailures({ files, findings, unreadable }: LintReport): number {
  const found = files.map((file) => findings.filter((finding) => finding.file === file).length);
  const failed = files.map((file) => (unreadable.some((each) => each.file === file) ? 1 : 0));
  return [...found, ...failed].reduce((total, count) => total + count, 0);
}
