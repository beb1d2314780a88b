import { describe, expect, it } from "vitest";
import type { Finding, Severity } from "../../src/lint/finding.ts";
import { type LintReport, summarize } from "../../src/lint/lint-files.ts";
import { plainLink, terminalLink } from "../../src/reporters/link.ts";
import { cellReader } from "../../src/reporters/lint/cells.ts";
import { codeFrame } from "../../src/reporters/lint/code-frame.ts";
import { shownOf } from "../../src/reporters/lint/index.ts";
import { stylish } from "../../src/reporters/lint/stylish.ts";
import { createStyle, type Style } from "../../src/reporters/style.ts";
import fc from "../property.ts";
import { anyReport, findingOf, reportOf, resultOf } from "./formats/reports.ts";

const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
const plain = await createStyle(false);
const tagged: Style = {
  ...plain,
  dim: tag("dim"),
  underline: tag("u"),
  red: tag("red"),
  yellow: tag("yellow"),
  green: tag("green"),
};

const finding = (file: string, severity: Severity, line: number, more: Partial<Finding> = {}): Finding =>
  findingOf({ file, severity, line, message: `message of ${severity}`, ...more });

const shown = (report: LintReport, severity: Severity = "info", style = plain) =>
  stylish(shownOf(report, severity), { style, width: 80, link: plainLink });

const lastLine = (text: string) => text.trimEnd().split("\n").at(-1);

const report = summarize([
  resultOf("one.json", [
    finding("one.json", "error", 7, { excerpt: { text: '  "body": 5,', column: 1 }, column: 11, endColumn: 12 }),
    finding("one.json", "warning", 1234, { hint: "a hint" }),
    finding("one.json", "info", 1235),
  ]),
  resultOf("clean.json", [], { events: 3 }),
  resultOf("two\x1b.json", [finding("two\x1b.json", "warning", 1, { message: "\x07bell", hint: "\u202ehint" })]),
]);

describe("stylish", () => {
  it("groups by file, aligns the places, shows the line, and adds up", async () => {
    expect(await shown(report, "warning")).toBe(`one.json
  7:11    error    message of error  text-length
          │ "body": 5,
          │         ^

  1234:5  warning  message of warning  text-length
          a hint

two\\x1b.json
  1:5  warning  \\x07bell  text-length
       \\u202ehint

1 error, 2 warnings in 3 files, 5 events, 1 below the severity shown
`);
  });

  it("colours severities and marks, and steps back with what is not the message", async () => {
    expect(await shown(report, "error", tagged)).toBe(`<u>one.json</u>
  <dim>7:11</dim>  <red>error</red>    message of error  <dim>text-length</dim>
        <dim>│</dim> <dim>"body": </dim>5<dim>,</dim>
        <dim>│</dim>         <red>^</red>

<red>1 error, 2 warnings</red> in 3 files, 5 events<dim>, 3 below the severity shown</dim>
`);
  });

  it("says what --fix would do, and to how many", async () => {
    const fix = { title: "rename a to \x1bb", edits: [] };
    expect(await shown(reportOf(findingOf({ fix, hint: "a hint" }), findingOf()))).toBe(`answer.json
  3:5  error    2,001 characters, but facebook takes at most 2,000  text-length
       a hint
       fix: rename a to \\x1bb

  3:5  error    2,001 characters, but facebook takes at most 2,000  text-length

2 errors, 0 warnings in 1 file, 1 event, 1 can be fixed with --fix
`);
  });

  it("leads to the page of the rule where the terminal can", async () => {
    const text = await stylish(reportOf(findingOf()), { style: plain, width: 80, link: terminalLink });
    expect(text).toContain("2,000  \x1b]8;;https://example.com/text-length\x1b\\text-length\x1b]8;;\x1b\\\n");
  });

  it("tells of files that hold no answers", async () => {
    const skipped = summarize([resultOf("a.json"), resultOf("package.json", [], { events: 0, isSkipped: true })]);
    expect(await shown(skipped)).toBe("no findings in 1 file (1 skipped), 1 event\n");
  });

  it.each<[Severity[], Severity, string]>([
    [[], "info", "<green>no findings</green> in 1 file, 1 event"],
    [["info"], "warning", "<green>no findings</green> in 1 file, 1 event<dim>, 1 below the severity shown</dim>"],
    [["info"], "info", "<yellow>0 errors, 0 warnings, 1 info</yellow> in 1 file, 1 event"],
    [
      ["warning", "info"],
      "error",
      "<yellow>0 errors, 1 warning</yellow> in 1 file, 1 event<dim>, 2 below the severity shown</dim>",
    ],
    [["error", "error", "info", "info"], "info", "<red>2 errors, 0 warnings, 2 infos</red> in 1 file, 1 event"],
  ])("%j, from %s on: %s", async (severities, severity, expected) => {
    const findings = severities.map((each) => finding("it.json", each, 1));
    expect(lastLine(await shown(summarize([resultOf("it.json", findings)]), severity, tagged))).toBe(expected);
  });

  it("takes more findings than a function takes arguments, in one file and in many", async () => {
    const one = Array.from({ length: 200_000 }, (_, line) => finding("it.json", "error", line));
    const many = one.map((each, index) => ({ ...each, file: `${index % 20_000}.json` }));
    for (const findings of [one, many]) {
      const text = await shown(summarize([resultOf("it.json", findings)]));
      expect(lastLine(text)).toBe("200,000 errors, 0 warnings in 1 file, 1 event");
    }
  });

  it("holds nothing that a terminal acts on, and no line of a file that is too wide, whatever is in a report", async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, fc.integer({ min: 40, max: 120 }), async (any, width) => {
        const text = await stylish(any, { style: plain, width, link: plainLink });
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}\u200b\u2028\u202e]/u);
        const { default: stringWidth } = await import("string-width");
        const frames = text.split("\n").filter((line) => /^ +│ /.test(line));
        expect(frames.filter((line) => stringWidth(line) > width)).toEqual([]);
      }),
    );
  });
});

/** The lines of a frame as they are drawn, for a range in a text that stands at a column. */
async function drawn(text: string, [begin, end]: readonly [number, number], { room = 40, column = 1, lines = 0 } = {}) {
  const range = { column: begin, endColumn: end, line: 1, endLine: 1 + lines };
  const given = findingOf({ ...range, excerpt: { text, column } });
  const frame = codeFrame(given, await cellReader([given]), room);
  return (
    frame && [`${frame.before}${frame.marked}${frame.after}`, `${" ".repeat(frame.offset)}${"^".repeat(frame.length)}`]
  );
}

describe("the frame of a finding", () => {
  it.each<[string, ...Parameters<typeof drawn>, [string, string] | undefined]>([
    ["is the line without its indentation", '    "a": 1', [10, 11], {}, ['"a": 1', "     ^"]],
    ["keeps as much of the indentation as is meant", '    "a": 1', [3, 5], {}, ['  "a": 1', "^^"]],
    ["marks a place between characters", '{"a" 1}', [5, 5], {}, ['{"a" 1}', "    ^"]],
    ["marks the end of a line that goes on", '{"a": [', [7, 2], { lines: 3 }, ['{"a": [', "      ^"]],
    ["marks the place after the last character", '{"a": 1', [8, 8], {}, ['{"a": 1', "       ^"]],
    ["shows tabs as blanks", '\t"a":\t1', [7, 8], {}, ['"a":    1', "        ^"]],
    ["shows a control character", '{"\x1b": 1}', [7, 8], {}, ['{"\\x1b": 1}', "         ^"]],
    ["marks all of a control character", '{"\x1b": 1}', [3, 4], {}, ['{"\\x1b": 1}', "  ^^^^"]],
    ["knows how wide characters are", '{"日本": "👍🏽!"}', [7, 14], {}, ['{"日本": "👍🏽!"}', "        ^^^^^"]],
    ["marks all of an emoji of which a part is meant", '"👩‍👩‍👧"', [4, 5], {}, ['"👩‍👩‍👧"', " ^^"]],
    ["is nothing where there is nothing to see", "   ", [1, 2], {}, undefined],
    ["is nothing of a line that only opens brackets", "  [{", [3, 4], {}, undefined],
    [
      "cuts what is too long after the mark",
      `{"a": 1, "b": "${"x".repeat(99)}"}`,
      [7, 8],
      {},
      [`{"a": 1, "b": "${"x".repeat(23)}…`, "      ^"],
    ],
    [
      "cuts what is too long before the mark",
      `{"a": "${"x".repeat(60)}", "b": 1}`,
      [76, 77],
      {},
      [`…${"x".repeat(28)}", "b": 1}`, `${" ".repeat(37)}^`],
    ],
    [
      "cuts the mark, and keeps the key",
      `{"a": 1, "body": "${"x".repeat(99)}"}`,
      [18, 119],
      { room: 30 },
      [`…": 1, "body": "${"x".repeat(13)}…`, `${" ".repeat(15)}${"^".repeat(14)}`],
    ],
    ["tells that the line began before", 'a": 1}', [104, 105], { column: 100 }, ['…a": 1}', "     ^"]],
    [
      "leaves out half of a character",
      '\udc4d", "b": 1, "\ud83d',
      [109, 110],
      { column: 100 },
      ['…", "b": 1, "', "         ^"],
    ],
  ])("%s", async (_what, text, range, given, expected) => {
    expect(await drawn(text, range, given)).toEqual(expected);
  });

  it("lies in its line and its room, whatever the line", async () => {
    const arbitrary = fc.record({
      text: fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ unit: "grapheme", maxLength: 60 })),
      column: fc.integer({ min: 1, max: 50 }),
      begin: fc.nat(220),
      length: fc.nat(220),
      room: fc.integer({ min: 20, max: 120 }),
    });
    const { default: stringWidth } = await import("string-width");
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ text, column, begin, length, room }) => {
        const [line = "", marks = ""] =
          (await drawn(text, [column + begin, column + begin + length], { column, room })) ?? [];
        expect(Math.max(stringWidth(line), stringWidth(marks))).toBeLessThanOrEqual(room);
      }),
    );
  });
});
