import type { ArtifactLocation, Fix, Location, Log, Notification, Region, Result, Run } from "sarif";
import type { Finding, Range } from "../../lint/finding.ts";
import type { LintReport } from "../../lint/lint-files.ts";
import { printable } from "../../printable.ts";
import { jsonText } from "../json-text.ts";
import { fingerprintsOf } from "./fingerprint.ts";
import type { LintReportOptions } from "./index.ts";
import { locationOf, type Places } from "./location.ts";
import { sarifLevels, sarifRuleIndex, sarifRules } from "./sarif-rules.ts";
import { unreadableFacts } from "./unreadable.ts";
import { withHint } from "./with-hint.ts";

/** The name that viewers know the directory of the checkout by. */
const rootId = "%SRCROOT%";

/** Plain text as SARIF wants it: a sentence. What would be taken for a link, `[text](target)`, is escaped. */
function messageText(text: string): string {
  const sentence = `${printable(text)}.`;
  return sentence.includes("](") ? sentence.replace(/[\\[\]]/g, "\\$&") : sentence;
}

function artifactOf(file: string, places: Places): ArtifactLocation {
  const { uri, isInRoot } = locationOf(file, places);
  return { uri, ...(isInRoot && { uriBaseId: rootId }) };
}

const regionOf = ({ line, column, endLine, endColumn }: Range): Region => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

function fixOf({ title, edits }: NonNullable<Finding["fix"]>, artifactLocation: ArtifactLocation): Fix {
  const replacements = edits.map((edit) => ({ deletedRegion: regionOf(edit), insertedContent: { text: edit.text } }));
  return { description: { text: messageText(title) }, artifactChanges: [{ artifactLocation, replacements }] };
}

function resultOf(finding: Finding, fingerprint: string, places: Places): Result {
  const { rule, severity, fix, pointer, channels, event, evidence, limit } = finding;
  const artifactLocation = artifactOf(finding.file, places);
  const ruleIndex = sarifRuleIndex(rule);
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: sarifLevels[severity],
    message: { text: messageText(withHint(finding)) },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf(finding) } }],
    partialFingerprints: { "ulbot/v1": fingerprint },
    ...(fix && { fixes: [fixOf(fix, artifactLocation)] }),
    properties: { pointer, channels, evidence, ...(event && { event }), ...(limit && { limit }) },
  };
}

function notificationOf(unreadable: LintReport["unreadable"][number], places: Places): Notification {
  const location: Location = { physicalLocation: { artifactLocation: artifactOf(unreadable.file, places) } };
  return {
    level: "error",
    message: { text: messageText(withHint(unreadableFacts(unreadable))) },
    locations: [location],
  };
}

/** A SARIF 2.1.0 log with one run: every rule, the findings as results, and what could not be read as notifications. */
export function sarif(
  { findings, unreadable }: LintReport,
  { version, ...places }: Pick<LintReportOptions, "cwd" | "root" | "version">,
): string {
  const fingerprints = fingerprintsOf(findings, places);
  const notifications = unreadable.map((each) => notificationOf(each, places));
  const run: Run = {
    tool: {
      driver: {
        name: "ulbot",
        version,
        semanticVersion: version,
        informationUri: "https://www.npmjs.com/package/ulbot",
        rules: [...sarifRules],
      },
    },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { [rootId]: { description: { text: "The directory of the checkout." } } },
    invocations: [{ executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications }],
    results: findings.map((finding, index) => resultOf(finding, fingerprints[index] ?? "", places)),
  };
  const log: Log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return jsonText(log);
}
