import { isObject } from "../input/json.ts";

const longest = 60;

/** A text from outside as a message shows it: in double quotes, with escapes, not at any length. */
export function quoted(text: string): string {
  return text.length > longest ? `${JSON.stringify(text.slice(0, longest)).slice(0, -1)}…"` : JSON.stringify(text);
}

/** A JSON value as a message shows it: lists and objects by their kind only. */
export function shown(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "an object" : String(value);
}
