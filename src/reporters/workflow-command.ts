import { printable } from "../printable.ts";

const data = (text: string): string =>
  printable(text, { newlines: true }).replaceAll("%", "%25").replaceAll("\n", "%0A");

const property = (value: string | number): string =>
  data(printable(String(value)))
    .replaceAll(":", "%3A")
    .replaceAll(",", "%2C");

/** A workflow command of GitHub Actions, in which no text can end it or begin another. */
export function commandLine(
  name: "error" | "warning" | "notice",
  properties: Readonly<Record<string, string | number>>,
  lines: readonly string[],
): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${name} ${written.join(",")}::${data(lines.join("\n"))}\n`;
}
