import { type ParseError, parse } from "jsonc-parser";
import { type DuplicateKey, duplicateKeys } from "./duplicate-keys.ts";
import { type Find, locate, type Path } from "./locate.ts";
import { lossFaults } from "./losses.ts";
import { depthLimit, type Fault, syntaxFaults, tooDeep, tooDeepMessage } from "./syntax-faults.ts";

export type { Fault } from "./syntax-faults.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object: neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text and its JSON value, which is `undefined` where there are faults. */
export interface Json {
  readonly syntax: "json" | "yaml";
  readonly text: string;
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** finds the places of values and keys, all that are asked for in one pass over the text */
  locate(paths: readonly Path[]): Find;
  /** every key that its object had already */
  duplicates(): readonly DuplicateKey[];
}

/** The number of keys on all levels of a value, or `undefined` where it is nested beyond the limit. */
function countKeys(value: unknown, depth = 0): number | undefined {
  if (typeof value !== "object" || value === null) return 0;
  if (depth >= depthLimit) return undefined;
  const children = Array.isArray(value) ? value : Object.values(value);
  let count = Array.isArray(value) ? 0 : children.length;
  for (const child of children) {
    const keys = countKeys(child, depth + 1);
    if (keys === undefined) return undefined;
    count += keys;
  }
  return count;
}

/** Reads a JSON text: its value, or everything that is wrong with it. Never throws. */
export function parseJson(text: string): Json {
  const json = (value: unknown, faults: readonly Fault[], keys: number): Json => {
    let duplicates: readonly DuplicateKey[] | undefined;
    return {
      syntax: "json",
      text,
      value,
      faults,
      locate: (paths) => locate(text, paths),
      duplicates() {
        duplicates ??= faults.length > 0 ? [] : duplicateKeys(text, keys);
        return duplicates;
      },
    };
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return json(undefined, syntaxFaults(text, (error as Error).message), 0);
  }
  const keys = countKeys(value);
  if (keys === undefined) return json(undefined, [tooDeep(text) ?? { message: tooDeepMessage, start: 0, end: 0 }], 0);
  const faults = lossFaults(text);
  return json(faults.length > 0 ? undefined : value, faults, keys);
}

/** The value of a text that is JSON but for comments and commas behind the last member; `undefined` for any other. */
export function parseWithComments(text: string): unknown {
  if (tooDeep(text)) return undefined;
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true, disallowComments: false });
  return errors.length > 0 ? undefined : value;
}
