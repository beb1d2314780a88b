import { describe, expect, it } from "vitest";
import type { Finding, Severity } from "../../src/lint/finding.ts";
import type { FileResult } from "../../src/lint/lint-files.ts";
import { summarize } from "../../src/lint/lint-files.ts";
import { stylish } from "../../src/reporters/lint/stylish.ts";
import { createStyle, type Style } from "../../src/reporters/style.ts";

const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
const plain = await createStyle(false);
const tagged: Style = {
  bold: tag("b"),
  dim: tag("dim"),
  italic: tag("i"),
  underline: tag("u"),
  strikethrough: tag("s"),
  red: tag("red"),
  yellow: tag("yellow"),
  green: tag("green"),
  cyan: tag("cyan"),
};

const finding = (file: string, severity: Severity, line: number, more: Partial<Finding> = {}): Finding => ({
  rule: "text-length",
  severity,
  message: `message of ${severity}`,
  file,
  line,
  column: 5,
  endLine: line,
  endColumn: 9,
  pointer: "",
  channels: [],
  url: "https://example.com/text-length",
  excerpt: { text: "", column: 1 },
  evidence: "documented",
  ...more,
});

const result = (file: string, findings: readonly Finding[], events = 1): FileResult => ({
  file,
  findings,
  events,
  readable: true,
});

const report = summarize([
  result("one.json", [
    finding("one.json", "error", 7),
    finding("one.json", "warning", 1234, { hint: "a hint" }),
    finding("one.json", "info", 1235),
  ]),
  result("clean.json", [], 3),
  result("two\x1b.json", [finding("two\x1b.json", "warning", 1, { message: "\x07bell", hint: "\u202ehint" })]),
]);

describe("stylish", () => {
  it("groups by file, aligns the places, and adds up", () => {
    expect(stylish(report, { style: plain, severity: "warning" })).toBe(`one.json
  7:5     error    message of error  text-length
  1234:5  warning  message of warning  text-length
          a hint

two\\x1b.json
  1:5  warning  \\x07bell  text-length
       \\u202ehint

1 error, 2 warnings in 3 files, 5 events, 1 below the severity shown
`);
  });

  it("colours severities, and steps back with what is not the message", () => {
    const [only] = report.findings;
    const text = stylish({ ...report, findings: [only as Finding] }, { style: tagged, severity: "error" });
    expect(text).toContain(
      "<u>one.json</u>\n  <dim>7:5</dim>  <red>error</red>    message of error  <dim>text-length</dim>",
    );
    expect(text).toContain("<red>1 error, 2 warnings</red> in 3 files");
  });

  it.each<[Severity[], Severity, string]>([
    [[], "info", "<green>no findings</green> in 1 file, 1 event"],
    [["info"], "warning", "<green>no findings</green> in 1 file, 1 event<dim>, 1 below the severity shown</dim>"],
    [["info"], "info", "<yellow>0 errors, 0 warnings, 1 info</yellow> in 1 file, 1 event"],
    [
      ["warning", "info"],
      "error",
      "<yellow>0 errors, 1 warning</yellow> in 1 file, 1 event<dim>, 2 below the severity",
    ],
    [["error", "error", "info", "info"], "info", "<red>2 errors, 0 warnings, 2 infos</red> in 1 file, 1 event"],
  ])("%j, from %s on: %s", (severities, severity, expected) => {
    const findings = severities.map((each) => finding("it.json", each, 1));
    const lines = stylish(summarize([result("it.json", findings)]), { style: tagged, severity })
      .trimEnd()
      .split("\n");
    expect(lines.at(-1)).toContain(expected);
  });

  it("takes more findings than a function takes arguments, in one file and in many", () => {
    const one = Array.from({ length: 200_000 }, (_, line) => finding("it.json", "error", line));
    const many = one.map((each, index) => ({ ...each, file: `${index % 20_000}.json` }));
    const endings = [one, many].map((findings) => {
      return stylish(summarize([result("it.json", findings)]), { style: plain, severity: "info" }).slice(-52);
    });
    expect(endings).toEqual(Array(2).fill(expect.stringContaining("200,000 errors, 0 warnings in 1 file, 1 event\n")));
  });
});
