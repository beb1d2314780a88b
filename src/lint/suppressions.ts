import { isObject } from "../input/json.ts";
import type { Path } from "../input/locate.ts";

/** The key with which an object says which rules have nothing to say about it and what is in it. */
export const suppressionKey = "//ulbot-disable";

/** A rule that is not to speak of a value and what is in it. */
export interface Suppression {
  readonly rule: unknown;
  /** of the value */
  readonly path: Path;
}

/** A suppression that stands in the text. */
export interface WrittenSuppression extends Suppression {
  /** of the word itself */
  readonly at: Path;
}

/** Whether a text may hold suppressions at all: most don't, and need not be searched. */
export function mayHoldSuppressions(text: string): boolean {
  return text.includes(suppressionKey);
}

function ownSuppressions(value: unknown, path: Path): WrittenSuppression[] {
  const at = [...path, suppressionKey];
  if (!Array.isArray(value)) return [{ rule: value, path, at }];
  return value.map((rule, index) => ({ rule, path, at: [...at, index] }));
}

/** Every suppression in a value: `"//ulbot-disable": ["rule-id"]`, or one id alone. */
export function suppressionsIn(value: unknown, path: Path = []): WrittenSuppression[] {
  if (typeof value !== "object" || value === null) return [];
  const found = isObject(value) && suppressionKey in value ? ownSuppressions(value[suppressionKey], path) : [];
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return steps.reduce((all, [step, member]) => {
    all.push(...suppressionsIn(member, [...path, step]));
    return all;
  }, found);
}

/** Whether a path leads to what another leads to, or to something in it. */
export const isWithin = (path: Path, outer: Path): boolean =>
  outer.length <= path.length && outer.every((step, index) => String(step) === String(path[index]));

/** The suppressions that hold for what a rule says about a place. */
export function holding<S extends Suppression>(suppressions: readonly S[], rule: string, at: Path): S[] {
  return suppressions.filter((suppression) => suppression.rule === rule && isWithin(at, suppression.path));
}
