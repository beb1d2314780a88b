import type { Path, Span } from "../input/locate.ts";

/** Something to change in a file, by the paths of values in it; what is not named stays as it was written. */
export type Change =
  /** another value in the place of one */
  | { readonly kind: "set"; readonly at: Path; readonly value: unknown }
  /** another key for the value at a path */
  | { readonly kind: "rename"; readonly at: Path; readonly key: string }
  /** a key that the object at a path does not have */
  | { readonly kind: "insert"; readonly at: Path; readonly key: string; readonly value: unknown }
  /** the same value inside of others */
  | { readonly kind: "wrap"; readonly at: Path; readonly before: string; readonly after: string };

/** A text in the place of what stands between two offsets. */
export interface Replacement extends Span {
  readonly text: string;
}

/** Finds a value, or its key, in a text. */
type Find = (path: Path, what?: "value" | "key") => Span;

/** White space behind the opening brace, which members of the object are laid out with, and what follows a colon. */
const layout = /^\{(\s*)(?:"(?:[^"\\]|\\.)*"\s*:(\s*))?/;

/** A new last member of an object, laid out as its first one is. */
function insertion(text: string, { start, end }: Span, key: string, value: unknown): Replacement {
  const object = text.slice(start, end);
  const [, lead = "", gap = " "] = layout.exec(object) ?? [];
  const inside = object.slice(1, -1).trimEnd();
  const member = `${JSON.stringify(key)}:${gap}${JSON.stringify(value)}`;
  if (inside === "") return { start: start + 1, end: start + 1, text: member };
  const at = start + 1 + inside.length;
  return { start: at, end: at, text: `,${lead === "" ? gap : lead}${member}` };
}

function replacementsFor(text: string, change: Change, find: Find): Replacement[] {
  const span = find(change.at, change.kind === "rename" ? "key" : "value");
  switch (change.kind) {
    case "set":
      return [{ ...span, text: JSON.stringify(change.value) }];
    case "rename":
      return [{ ...span, text: JSON.stringify(change.key) }];
    case "insert":
      return [insertion(text, span, change.key, change.value)];
    case "wrap":
      return [
        { start: span.start, end: span.start, text: change.before },
        { start: span.end, end: span.end, text: change.after },
      ];
  }
}

/** The replacements that carry out changes in a JSON text, in the order of their places. */
export function replacementsOf(text: string, changes: readonly Change[], find: Find): Replacement[] {
  const replacements = changes.flatMap((change) => replacementsFor(text, change, find));
  return replacements.sort((one, other) => one.start - other.start);
}

/** A text with replacements carried out; they don't overlap. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  let result = "";
  let rest = 0;
  for (const { start, end, text: inserted } of replacements) {
    result += text.slice(rest, start) + inserted;
    rest = end;
  }
  return result + text.slice(rest);
}
