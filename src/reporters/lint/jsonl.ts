import type { LintReport } from "../../lint/lint-files.ts";
import { findingJson } from "../finding-json.ts";
import { printableJson } from "../json-text.ts";
import { unreadableJson } from "./unreadable.ts";

/** JSON Lines: each finding on a line as `json` lists it, and a last line with all that is not a finding. */
export function jsonl({ summary, findings, unreadable, shard }: LintReport): string {
  const end = { schemaVersion: 1, ...(shard && { shard }), summary, unreadable: unreadable.map(unreadableJson) };
  return [...findings.map(findingJson), end].map((value) => `${printableJson(value)}\n`).join("");
}
