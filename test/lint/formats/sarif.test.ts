import { chmodSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { execa } from "execa";
import type { Log, Run } from "sarif";
import { describe, expect, it } from "vitest";
import type { LintReport } from "../../../src/lint/lint-files.ts";
import { rules } from "../../../src/lint/rules/index.ts";
import { sarif } from "../../../src/reporters/lint/sarif.ts";
import fc from "../../property.ts";
import { folderOf } from "../../run.ts";
import { anyReport, findingOf, nastyReport, options, reportOf } from "./reports.ts";

function runOf(report: LintReport): Run {
  const log: Log = JSON.parse(sarif(report, options));
  const [run] = log.runs;
  if (run === undefined) throw new Error("a log without a run");
  return run;
}

const canJudge = process.platform === "linux" && process.arch === "x64";

describe.skipIf(!canJudge)("the official validator (which runs on linux-x64 only)", () => {
  it("has nothing to object to in a report", { timeout: 120_000 }, async () => {
    const folder = await folderOf({});
    const samples = fc.sample(anyReport, 100);
    const all: LintReport = {
      ...reportOf(),
      findings: samples.flatMap(({ findings }) => findings),
      unreadable: samples.flatMap(({ unreadable }) => unreadable),
    };
    const reports = [nastyReport, reportOf(), all];
    const names = reports.map((_report, index) => join(folder, `${index}.sarif`));
    await Promise.all(reports.map((report, index) => writeFile(names[index] ?? "", sarif(report, options))));
    const { code, text, verdict } = await judge(names, join(folder, "verdict.sarif"));
    expect([text, code]).toEqual([expect.stringContaining(`${reports.length} files scanned`), 0]);
    expect(verdict).toEqual([]);
  });

  it("objects to a report that is wrong", { timeout: 120_000 }, async () => {
    const folder = await folderOf({});
    const file = join(folder, "wrong.sarif");
    await writeFile(file, sarif(reportOf(findingOf({ line: 0 })), options));
    const { verdict } = await judge([file], join(folder, "verdict.sarif"));
    expect(verdict.length).toBeGreaterThan(0);
  });
});

/** It would ask every address in a report for an answer. */
const offline = `<?xml version="1.0" encoding="utf-8"?>
<Properties>
  <Properties Key="SARIF2006.UrisShouldBeReachable.Options">
    <Property Key="RuleEnabled" Value="Disabled" Type="Driver.RuleEnabledState" />
  </Properties>
</Properties>
`;

/** Errors and warnings that Sarif.Multitool has about files. */
async function judge(files: readonly string[], output: string) {
  const require = createRequire(import.meta.url);
  const multitool = createRequire(require.resolve("@microsoft/sarif-multitool/package.json"));
  const program = join(dirname(multitool.resolve("@microsoft/sarif-multitool-linux/package.json")), "Sarif.Multitool");
  chmodSync(program, 0o755);
  const config = `${output}.xml`;
  await writeFile(config, offline);
  const args = [
    "validate",
    "--config",
    config,
    ...files,
    "--output",
    output,
    "--level",
    "Error;Warning",
    "--log",
    "ForceOverwrite",
  ];
  const env = { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };
  const { exitCode, stdout, stderr } = await execa(program, args, { env, reject: false });
  const log: Log = JSON.parse((await execa("cat", [output])).stdout);
  const verdict = log.runs
    .flatMap(({ results }) => results ?? [])
    .map(({ ruleId, message }) => `${ruleId} ${message.text ?? message.id}`);
  return { code: exitCode, text: `${stdout}${stderr}`, verdict };
}

describe("sarif", () => {
  it("says what ulbot is and explains every rule", () => {
    const { driver } = runOf(reportOf()).tool;
    expect(driver).toMatchObject({ name: "ulbot", version: "1.2.3" });
    expect(driver.rules?.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    const rule = driver.rules?.find(({ id }) => id === "option-count");
    expect(rule).toMatchObject({
      shortDescription: {
        text: "A choice has at least one option, and a template no more than the platform takes.",
      },
      defaultConfiguration: { level: "error" },
      helpUri: expect.stringMatching(/^https:.*option-count/),
    });
    expect(rule?.help?.markdown).toContain('"name": "button_template"');
  });

  it("gives each finding its rule, level, range and fingerprint", () => {
    const findings = [findingOf({ hint: "a hint" }), findingOf({ severity: "info", rule: "unheard-of" })];
    const { results = [] } = runOf(reportOf(...findings));
    expect(results[0]).toEqual({
      ruleId: "text-length",
      ruleIndex: rules.findIndex(({ id }) => id === "text-length"),
      level: "error",
      message: { text: "2,001 characters, but facebook takes at most 2,000; a hint." },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "bot/answer.json", uriBaseId: "%SRCROOT%" },
            region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
          },
        },
      ],
      partialFingerprints: { "ulbot/v1": expect.stringMatching(/^[0-9a-f]{32}$/) },
      properties: { pointer: "/0/packet/payload/body", channels: [], evidence: "documented" },
    });
    expect([results[1]?.level, results[1]?.ruleIndex]).toEqual(["note", undefined]);
  });

  it("carries fixes", () => {
    const edit = { line: 1, column: 2, endLine: 3, endColumn: 4, text: '"a"' };
    const { results = [] } = runOf(reportOf(findingOf({ fix: { title: "rename a to b", edits: [edit] } })));
    expect(results[0]?.fixes).toEqual([
      {
        description: { text: "rename a to b." },
        artifactChanges: [
          {
            artifactLocation: { uri: "bot/answer.json", uriBaseId: "%SRCROOT%" },
            replacements: [
              {
                deletedRegion: { startLine: 1, startColumn: 2, endLine: 3, endColumn: 4 },
                insertedContent: { text: '"a"' },
              },
            ],
          },
        ],
      },
    ]);
  });

  it("names a file outside of the checkout by its whole URI", () => {
    const { results = [] } = runOf(reportOf(findingOf({ file: "/tmp/a b.json" })));
    expect(results[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri: "file:///tmp/a%20b.json" });
  });

  it("counts columns as the findings do", () => {
    expect(runOf(reportOf()).columnKind).toBe("utf16CodeUnits");
  });

  it("says of a run that it did not read everything", () => {
    const [good] = runOf(reportOf(findingOf())).invocations ?? [];
    expect(good).toEqual({ executionSuccessful: true, toolExecutionNotifications: [] });
    const [bad] = runOf(nastyReport).invocations ?? [];
    expect(bad?.executionSuccessful).toBe(false);
    expect(bad?.toolExecutionNotifications).toMatchObject([
      { level: "error", message: { text: expect.stringContaining("there is no such file; a hint") } },
    ]);
  });

  it("has no link where a bot wrote something like one", () => {
    const { results = [] } = runOf(
      reportOf(findingOf({ message: "[text](1) \\[x](2)" }), findingOf({ message: "[1]" })),
    );
    expect(results.map(({ message }) => message.text)).toEqual(["\\[text\\](1) \\\\\\[x\\](2).", "[1]."]);
  });
});
