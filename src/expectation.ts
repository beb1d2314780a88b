import type * as z from "zod/mini";

const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** What a schema wants instead of what it was given, in words: "a text", "one of markdown_v1, plain". */
export function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") {
    const values = issue.values.map(String).join(", ");
    return issue.values.length === 1 ? values : `one of ${values}`;
  }
  if (issue.code === "invalid_union") {
    const parts = issue.errors.flatMap((errors) => errors.slice(0, 1).map(expectationOf));
    return [...new Set(parts)].join(" or ");
  }
  return issue.code === "invalid_type" ? (typeNames[issue.expected] ?? issue.expected) : "something else";
}
