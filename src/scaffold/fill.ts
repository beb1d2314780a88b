/** What stands in for the placeholders of a template. */
export type Variables = Readonly<Record<string, string | readonly string[]>>;

// in JSON a placeholder may be a whole string, which becomes whatever its value is
const placeholder = /"\{\{(\w+)\}\}"|\{\{(\w+)\}\}/g;

/**
 * A template's text with each `{{name}}` replaced by its variable. In a `.json` file values are escaped, and a string
 * that is nothing but a placeholder becomes the JSON value, such as a list. Throws where a placeholder has no variable.
 */
export function fill(path: string, text: string, variables: Variables): string {
  const write = path.endsWith(".json") ? asJson : asText;
  return text.replace(placeholder, (_match, quoted: string | undefined, bare: string | undefined) => {
    const name = quoted ?? bare ?? "";
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) throw new Error(`${path} has the placeholder {{${name}}}, which nothing fills`);
    return write(value, quoted !== undefined);
  });
}

function asJson(value: string | readonly string[], isWhole: boolean): string {
  if (isWhole && typeof value !== "string") return `[${value.map((each) => JSON.stringify(each)).join(", ")}]`;
  const json = JSON.stringify(String(value));
  return isWhole ? json : json.slice(1, -1);
}

function asText(value: string | readonly string[], isQuoted: boolean): string {
  return isQuoted ? `"${value}"` : String(value);
}
