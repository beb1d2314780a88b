/** Stands for the token wherever a request is shown. */
const tokenPlaceholder = "$ULBOT_SECURITY_TOKEN";

/** The request as it would go out, with a placeholder for the token. */
export function requestText(url: URL, body: unknown): string {
  const lines = [
    `POST ${url.href}`,
    `security-token: ${tokenPlaceholder}`,
    "content-type: application/json",
    "",
    JSON.stringify(body, null, 2),
  ];
  return `${lines.join("\n")}\n`;
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The request as a command line of a POSIX shell, which takes the token from the environment. */
export function curlText(url: URL, body: unknown): string {
  const parts = [
    `curl --request POST ${shellQuoted(url.href)}`,
    `--header "SECURITY-TOKEN: ${tokenPlaceholder}"`,
    `--header 'Content-Type: application/json'`,
    `--data-binary ${shellQuoted(JSON.stringify(body))}`,
  ];
  return `${parts.join(" \\\n  ")}\n`;
}
