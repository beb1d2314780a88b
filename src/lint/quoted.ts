const longest = 60;

/** A text from outside as a message shows it: in double quotes, with escapes, not at any length. */
export function quoted(text: string): string {
  return text.length > longest ? `${JSON.stringify(text.slice(0, longest)).slice(0, -1)}…"` : JSON.stringify(text);
}
