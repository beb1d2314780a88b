import junitReportBuilder, { type Builder, type TestSuite } from "junit-report-builder";
import type { Finding } from "../../lint/finding.ts";
import { groupedBy } from "../../lint/limits.ts";
import type { LintReport } from "../../lint/lint-files.ts";
import { sectionText, xmlText } from "../xml-text.ts";
import { type Unreadable, unopened, unreadableFacts } from "./unreadable.ts";

// its types promise a default export, where the module itself is what it exports
const reports = junitReportBuilder as unknown as Builder;

function addFinding(suite: TestSuite, { rule, severity, message, hint, file, line, column, ...rest }: Finding): void {
  const place = `${file}:${line}:${column}`;
  const facts = [place, rest.pointer, hint, rest.url].filter((fact) => fact);
  suite
    .testCase()
    .className(xmlText(file))
    .file(xmlText(file))
    .name(xmlText(`${rule} ${line}:${column}`))
    .failure(xmlText(message), severity)
    .stacktrace(sectionText(facts.join("\n")));
}

function addUnreadable(suite: TestSuite, unreadable: Unreadable): void {
  const { message, hint } = unreadableFacts(unreadable);
  const testCase = suite.testCase().className(xmlText(unreadable.file)).name("readable");
  testCase.error(xmlText(message), "unreadable", hint && sectionText(hint));
}

/**
 * JUnit's XML: a suite for each file, in it a failed case for each finding, whatever its severity, and one that passes
 * where there is none. A file that could not be opened is an error.
 */
export function junit(report: LintReport): string {
  const builder = reports.newBuilder().name("ulbot lint");
  const findingsOf = new Map(groupedBy(report.findings, ({ file }) => file).map((group) => [group[0]?.file, group]));
  const failureOf = new Map(unopened(report).map((each) => [each.file, each]));
  for (const file of report.files) {
    const suite = builder.testSuite().name(xmlText(file));
    const findings = findingsOf.get(file) ?? [];
    const failure = failureOf.get(file);
    for (const finding of findings) addFinding(suite, finding);
    if (failure) addUnreadable(suite, failure);
    if (!failure && findings.length === 0) suite.testCase().className(xmlText(file)).name("clean");
  }
  return builder.build().replace(/\n*$/, "\n");
}
