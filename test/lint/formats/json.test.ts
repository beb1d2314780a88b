import { describe, expect, it } from "vitest";
import { shownOf } from "../../../src/reporters/lint/index.ts";
import { json } from "../../../src/reporters/lint/json.ts";
import { jsonl } from "../../../src/reporters/lint/jsonl.ts";
import fc from "../../property.ts";
import { anyReport, nastyReport, nastyTexts } from "./reports.ts";

const unreadable = [
  {
    file: "missing\x1b & gone.json",
    message: "cannot read missing\x1b & gone.json: there is no such file",
  },
];

describe("json", () => {
  it("is one document with the summary, the findings and what could not be read", () => {
    const { schemaVersion, summary, findings, ...rest } = JSON.parse(json(nastyReport));
    expect([schemaVersion, summary]).toEqual([1, nastyReport.summary]);
    expect(findings.map(({ message }: { message: string }) => message)).toEqual(Array(6).fill(nastyTexts).flat());
    expect(findings[0]).not.toHaveProperty("excerpt");
    expect(findings[0]).toMatchObject({ url: "https://example.com/text-length", fix: { title: nastyTexts[0] } });
    expect(rest).toEqual({ unreadable });
  });

  it("counts what it does not list", () => {
    const { summary, findings } = JSON.parse(json(shownOf(nastyReport, "error")));
    expect([summary.infos, summary.errors, findings.length]).toEqual([12, 18, 18]);
  });
});

describe("jsonl", () => {
  it("is a finding a line, each as in json, and a last line with the rest", () => {
    const lines = jsonl(nastyReport).trimEnd().split("\n");
    const { schemaVersion, findings, ...rest } = JSON.parse(json(nastyReport));
    expect(lines.map((line) => JSON.parse(line))).toEqual([...findings, { schemaVersion, ...rest }]);
  });

  it("has a last line also where nothing was found", () => {
    const clean = { ...nastyReport, findings: [], unreadable: [] };
    expect(JSON.parse(jsonl(clean))).toEqual({ schemaVersion: 1, summary: clean.summary, unreadable: [] });
  });
});

it.each([
  ["json", json],
  ["jsonl", jsonl],
])("%s holds nothing that a terminal acts on, whatever is in a report", (_name, format) => {
  fc.assert(
    fc.property(anyReport, (report) => {
      expect(format(report).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}\u200b\u2028\u202e]/u);
    }),
  );
});
