import type { Finding } from "../lint/finding.ts";
import { findingJson } from "./finding-json.ts";
import { jsonText, printableJson } from "./json-text.ts";

/** A request that is shown instead of sent. */
export interface RequestReport {
  /** where to; a placeholder is shown where it is left open */
  readonly url: URL | undefined;
  /** what would be posted as JSON */
  readonly body: unknown;
  readonly findings: readonly Finding[];
}

const method = "POST";

/** With a placeholder for the token, which is never printed. */
const headers = { "SECURITY-TOKEN": "$ULBOT_SECURITY_TOKEN", "Content-Type": "application/json" };

const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

const placeholder = "$ULBOT_API_URL";

function pretty({ url, body }: RequestReport): string {
  return [`${method} ${url?.href ?? placeholder}`, ...headerLines, "", jsonText(body)].join("\n");
}

/** The request as programs get it. */
export function requestFacts({ url, body, findings }: RequestReport): object {
  const request = { method, url: url?.href ?? placeholder, headers, body };
  return { schemaVersion: 1, request, findings: findings.map(findingJson) };
}

/** A text as one word for a POSIX shell. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A command line for a POSIX shell, which takes the token from the environment. */
function curl({ url, body }: RequestReport): string {
  const parts = [
    // what stands in double quotes is for the shell to fill in
    `curl --globoff --request ${method} ${url ? shellQuoted(url.href) : `"${placeholder}"`}`,
    ...headerLines.map((line) => `--header "${line}"`),
    `--data-binary ${shellQuoted(printableJson(body))}`,
  ];
  return `${parts.join(" \\\n  ")}\n`;
}

/** The ways in which `ulbot send` shows a request. */
export const requestReporters = {
  pretty,
  json: (report: RequestReport) => jsonText(requestFacts(report)),
  curl,
} as const satisfies Record<string, (report: RequestReport) => string>;
