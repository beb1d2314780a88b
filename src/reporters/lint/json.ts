import type { LintReport } from "../../lint/lint-files.ts";
import { findingJson } from "../finding-json.ts";
import { jsonText } from "../json-text.ts";
import { unreadableJson } from "./unreadable.ts";

/** One JSON document; what is below the severity asked for is counted but not listed. */
export function json({ summary, findings, unreadable, shard }: LintReport): string {
  return jsonText({
    schemaVersion: 1,
    ...(shard && { shard }),
    summary,
    findings: findings.map(findingJson),
    unreadable: unreadable.map(unreadableJson),
  });
}
