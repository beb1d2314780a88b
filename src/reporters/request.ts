import type { Finding } from "../lint/finding.ts";
import { jsonText, printableJson } from "./json-text.ts";

/** A request that is shown instead of sent. */
export interface RequestReport {
  readonly url: URL;
  /** what would be posted as JSON */
  readonly body: unknown;
  readonly findings: readonly Finding[];
}

const method = "POST";

/** With a placeholder for the token, which is never printed. */
const headers = { "SECURITY-TOKEN": "$ULBOT_SECURITY_TOKEN", "Content-Type": "application/json" };

const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

function pretty({ url, body }: RequestReport): string {
  return [`${method} ${url.href}`, ...headerLines, "", jsonText(body)].join("\n");
}

function json({ url, body, findings }: RequestReport): string {
  return jsonText({ schemaVersion: 1, request: { method, url: url.href, headers, body }, findings });
}

/** A text as one word for a POSIX shell. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A command line for a POSIX shell, which takes the token from the environment. */
function curl({ url, body }: RequestReport): string {
  const parts = [
    `curl --globoff --request ${method} ${shellQuoted(url.href)}`,
    // in double quotes, for the shell to put the token in
    ...headerLines.map((line) => `--header "${line}"`),
    `--data-binary ${shellQuoted(printableJson(body))}`,
  ];
  return `${parts.join(" \\\n  ")}\n`;
}

/** The ways in which `ulbot send` shows a request. */
export const requestReporters = { pretty, json, curl } as const satisfies Record<
  string,
  (report: RequestReport) => string
>;
