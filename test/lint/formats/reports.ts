import { UlbotError } from "../../../src/errors.ts";
import { type Finding, severities } from "../../../src/lint/finding.ts";
import { type FileResult, type LintReport, summarize } from "../../../src/lint/lint-files.ts";
import { plainLink } from "../../../src/reporters/link.ts";
import type { LintReportOptions } from "../../../src/reporters/lint/index.ts";
import { createStyle } from "../../../src/reporters/style.ts";
import fc from "../../property.ts";

/** A finding that nothing is special about but what is given. */
export function findingOf(given: Partial<Finding> = {}): Finding {
  const { line = 3, column = 5 } = given;
  return {
    rule: "text-length",
    severity: "error",
    message: "2,001 characters, but facebook takes at most 2,000",
    file: "answer.json",
    line,
    column,
    endLine: line,
    endColumn: column + 4,
    pointer: "/0/packet/payload/body",
    channels: [],
    evidence: "documented",
    url: "https://example.com/text-length",
    excerpt: { text: "", column: 1 },
    ...given,
  };
}

/** What linting one file gave that could be read. */
export function resultOf(file: string, findings: readonly Finding[] = [], given: Partial<FileResult> = {}): FileResult {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { error: count("error"), warning: count("warning"), info: count("info") };
  return { file, findings, counts, events: 1, readable: true, ...given };
}

/** What linting a file gave that could not be read. */
export function failedOf(file: string, hint?: string): FileResult {
  const failure = new UlbotError("usage", `cannot read ${file}: there is no such file`, { hint });
  return { ...resultOf(file), events: 0, readable: false, failure };
}

/** A report of findings, by the files they name. */
export function reportOf(...findings: readonly Finding[]): LintReport {
  const files = [...new Set(findings.map(({ file }) => file))];
  return summarize(
    files.map((file) =>
      resultOf(
        file,
        findings.filter((finding) => finding.file === file),
      ),
    ),
  );
}

export const options: LintReportOptions = {
  style: await createStyle(false),
  link: plainLink,
  width: 80,
  cwd: "/checkout/bot",
  root: "/checkout",
  version: "1.2.3",
};

/** Names that files may have, and that something could take for syntax. */
export const nastyNames = [
  "with spaces & 100%.json",
  "#frag?query=1;a,b:c.json",
  "Größe/日本 👩‍👩‍👧.json",
  '<a href="x">|`_*[].json',
  "esc\x1b[2J\u202e\r\n.json",
  "half\ud83d.json",
];

/** Texts that a message may quote from a bot. */
export const nastyTexts = [
  "a <b> & \"c\" 'd' ]]> --> %0A %25 \\ end",
  "line one\nline two\r\n::error::gotcha",
  "\x00\x07\x1b[31m\x7f\x9b\u200b\u2028 \ufffe\uffff \ud800 \udfff",
  "| cell | <script>alert(1)</script> | `code` | [link](javascript:x) | ![i](x) | **bold** | @all #1 :tada: $x$",
  "emoji 👍🏽, flags 🇩🇪, e\u0301, 日本, ﷽",
  "{0} {placeholder} [text](1) \\[text](2)",
  "",
];

/** Every text in every name, with an info, a clean file and one that is missing. */
export const nastyReport: LintReport = summarize([
  ...nastyNames.map((file, index) =>
    resultOf(
      file,
      nastyTexts.map((text, row) =>
        findingOf({
          file,
          line: row + 1,
          severity: severities[row % 3] ?? "error",
          message: text,
          hint: index % 2 === 0 ? text : undefined,
          pointer: `/${text}`,
          excerpt: { text: text.slice(0, 60), column: 1 },
          fix: { title: text, edits: [{ line: 1, column: 1, endLine: 1, endColumn: 2, text }] },
        }),
      ),
    ),
  ),
  resultOf("clean <file>.json"),
  failedOf("missing\x1b & gone.json", "a hint ]]> \x07"),
]);

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(...nastyTexts),
  fc.string({ unit: fc.constantFrom(..."\x00\x1b\r\n\t|`*_<>[]()\\&%:,]@#~$! a\ud83d\udc4d\ufffe") }),
);

const finding = fc
  .record({
    rule: fc.constantFrom("text-length", "json-syntax", "a-rule-of-another-version"),
    severity: fc.constantFrom(...severities),
    message: text,
    hint: fc.option(text, { nil: undefined }),
    line: fc.integer({ min: 1, max: 999 }),
    column: fc.integer({ min: 1, max: 120 }),
    pointer: text,
    excerpt: fc.record({ text, column: fc.integer({ min: 1, max: 40 }) }),
  })
  .map(findingOf);

/** Any report, whatever is in its texts. */
export const anyReport: fc.Arbitrary<LintReport> = fc
  .array(fc.tuple(text, fc.array(finding, { maxLength: 4 }), fc.boolean()), { maxLength: 4 })
  .map((files) =>
    summarize(
      files.map(([file, findings, isMissing]) =>
        isMissing
          ? failedOf(file)
          : resultOf(
              file,
              findings.map((each) => ({ ...each, file })),
            ),
      ),
    ),
  );
