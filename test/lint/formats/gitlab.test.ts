import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import type { LintReport } from "../../../src/lint/lint-files.ts";
import { gitlab } from "../../../src/reporters/lint/gitlab.ts";
import fc from "../../property.ts";
import { anyReport, findingOf, nastyReport, options, reportOf } from "./reports.ts";

/** What https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format asks of a report. */
const validate = new Ajv().compile({
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    additionalProperties: false,
    properties: {
      description: { type: "string" },
      check_name: { type: "string", minLength: 1 },
      fingerprint: { type: "string", minLength: 1 },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        properties: {
          // relative, and without a leading ./
          path: { type: "string", not: { pattern: "^(\\./|/)" } },
          lines: {
            type: "object",
            required: ["begin"],
            properties: { begin: { type: "integer", minimum: 1 } },
          },
        },
      },
    },
  },
});

const entriesOf = (report: LintReport) => JSON.parse(gitlab(report, options));

describe("gitlab", () => {
  it("is what GitLab documents, with fingerprints that differ", () => {
    const entries: { fingerprint: string }[] = entriesOf(nastyReport);
    expect([validate(entries), validate.errors]).toEqual([true, null]);
    expect(entries.length).toBe(nastyReport.findings.length + 1);
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
  });

  it("is that whatever is in a report", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const named = { ...report, findings: report.findings.filter(({ file }) => !file.startsWith("/")) };
        expect([validate(entriesOf({ ...named, unreadable: [] })), validate.errors]).toEqual([true, null]);
      }),
    );
  });

  it("names the path from the checkout, and the severity in GitLab's words", () => {
    const findings = (["error", "warning", "info"] as const).map((severity) => findingOf({ severity, hint: "a hint" }));
    const entries = entriesOf(reportOf(...findings, findingOf({ file: "./a/../b.json" })));
    expect(entries.map(({ severity }: { severity: string }) => severity)).toEqual([
      "critical",
      "minor",
      "info",
      "critical",
    ]);
    expect(entries[0]).toMatchObject({
      description: "2,001 characters, but facebook takes at most 2,000; a hint",
      check_name: "text-length",
      location: { path: "bot/answer.json", lines: { begin: 3 } },
    });
    expect(entries[3].location.path).toBe("bot/b.json");
  });

  it("is an empty list where nothing was found", () => {
    expect(gitlab(reportOf(), options)).toBe("[]\n");
  });
});
