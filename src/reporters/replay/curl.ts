import { variableOf } from "../export/script.ts";
import { printableJson } from "../json-text.ts";
import { shellQuoted } from "../request.ts";

/** A line for a POSIX shell that posts a webhook; the values of headers come from its variables. */
export function curlLine(url: URL, headers: readonly string[], webhook: unknown): string {
  const parts = [
    `curl -g ${shellQuoted(url.href)}`,
    "-H 'Content-Type: application/json'",
    // in double quotes, for the shell to put the value in
    ...headers.map((name) => `-H "${name}: $${variableOf(name)}"`),
    `--data-binary ${shellQuoted(printableJson(webhook))}`,
  ];
  return parts.join(" ");
}
