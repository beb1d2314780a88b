/** JSON on one line, with spaces inside braces. */
function onOneLine(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${onOneLine(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/**
 * The JSON of a value as one would write it: what fits into `width` characters on one line, the rest a member a line;
 * `used` of them are taken on the first line.
 */
export function laidOut(value: unknown, width = 80, used = 0): string {
  const line = onOneLine(value);
  if (used + line.length <= width || line.length <= 2 || typeof value !== "object" || value === null) return line;
  // one more for the comma behind it
  const inside = (member: unknown, name: string): string =>
    `  ${name}${laidOut(member, width - 2, name.length + 1).replaceAll("\n", "\n  ")}`;
  const members = Array.isArray(value)
    ? value.map((member) => inside(member, ""))
    : Object.entries(value).map(([key, member]) => inside(member, `${JSON.stringify(key)}: `));
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return [open, members.join(",\n"), close].join("\n");
}
