import type { Difference } from "./difference.ts";
import type { TextDifference } from "./normalize.ts";
import { nth, quotedAround, shown, shownKey } from "./shown.ts";
import { inside, type Spot } from "./spot.ts";

/** A value that is another one than was expected, in words of its own. */
export const changed = (expected: unknown, actual: unknown, spot: Spot, message: string): Difference => ({
  pointer: spot.expected,
  kind: "changed",
  expected,
  actual,
  message,
});

/** A value that is another one, as far as a message can show both. */
export const otherValue = (expected: unknown, actual: unknown, spot: Spot): Difference =>
  changed(expected, actual, spot, `${shown(actual)} is not ${shown(expected)}`);

/** Two texts that differ from a place on. */
export function textChanged(expected: string, actual: string, spot: Spot, at: TextDifference): Difference {
  const reason = at.isRelation ? "; the same id has to come back in the same places" : "";
  const [sent, wanted] = [quotedAround(actual, at.actual), quotedAround(expected, at.expected)];
  return changed(expected, actual, spot, `${sent} is not ${wanted}${reason}`);
}

/** A key that was expected in the object at a spot. */
export const missingKey = (key: string, value: unknown, spot: Spot): Difference => ({
  pointer: inside(spot, key).expected,
  kind: "missing",
  expected: value,
  message: `${shownKey(key)} is missing, ${shown(value)} was expected`,
});

/** A key that nobody expected there. */
export const addedKey = (key: string, value: unknown, spot: Spot): Difference => ({
  pointer: inside(spot, key).actual,
  kind: "added",
  actual: value,
  message: `${shownKey(key)} is ${shown(value)}, but nobody expected it`,
});

/** What the elements of a list are called. */
function elementOf({ level, expected }: Spot): string {
  if (level === "events") return "event";
  if (level === "requests") return "request";
  return /\/(option|button)s$/.exec(expected)?.[1] ?? "element";
}

/** An element that was expected in the list at a spot. */
export const missingElement = (value: unknown, index: number, spot: Spot): Difference => ({
  pointer: inside(spot, index).expected,
  kind: "missing",
  expected: value,
  message: `there is no ${nth(index, elementOf(spot))}: ${shown(value)}`,
});

/** An element that nobody expected there. */
export const addedElement = (value: unknown, index: number, spot: Spot): Difference => ({
  pointer: inside(spot, index).actual,
  kind: "added",
  actual: value,
  message: `nobody expected a ${nth(index, elementOf(spot))}: ${shown(value)}`,
});
