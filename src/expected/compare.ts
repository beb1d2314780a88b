import { isObject, type JsonObject } from "../input/json.ts";
import { align } from "./align.ts";
import type { Difference, Expectation, Sent } from "./difference.ts";
import { ignoredIn, ignoredPaths, isIgnored } from "./ignored.ts";
import { isMatcher } from "./matcher-keys.ts";
import { type Look, matcherOf } from "./matchers.ts";
import { createRelations, type NormalizeOptions, type Relations } from "./normalize.ts";
import { eventNameOf } from "./shown.ts";
import { inMatcher, inside, meansNothing, type Spot } from "./spot.ts";
import { addedElement, addedKey, changed, missingElement, missingKey, otherValue, textChanged } from "./worded.ts";

export interface CompareOptions extends NormalizeOptions {
  /** JSON Pointers of what is not compared; `*` stands for one segment, `**` for any number of them */
  readonly ignore?: readonly string[] | undefined;
  /** the expectation was recorded, so that nothing in it is a matcher */
  readonly literal?: boolean | undefined;
}

/** What objects have to be: just as they are written, matchers or not, or a part of what was sent. */
type Mode = "whole" | "literal" | "partial";

type Report = (difference: () => Difference) => void;

/** One comparison under way. */
export interface Comparison {
  readonly relations: Relations;
  readonly report: Report;
  /** ends with the first difference, and remembers no ids */
  readonly isTrial: boolean;
  /** whether nothing that is found any more matters */
  readonly isOver: () => boolean;
}

/** A comparison that tells every difference. */
export function createComparison(relations: Relations, report: Report): Comparison {
  return { relations, report, isTrial: false, isOver: () => false };
}

/** Whether a value is as expected, as far as that can be told without looking at the rest of the turn. */
export function holds(expected: unknown, actual: unknown, spot: Spot, mode: Mode, { relations }: Comparison): boolean {
  let isFine = true;
  const report = () => {
    isFine = false;
  };
  compareValues(expected, actual, spot, mode, { relations, report, isTrial: true, isOver: () => !isFine });
  return isFine;
}

/** Whether an object is to be read as a matcher; one with keys that no matcher has is a value like others. */
export function isReadAsMatcher(value: unknown, mode: Mode = "whole"): value is JsonObject {
  return mode !== "literal" && isObject(value) && isMatcher(value) && Object.keys(value).every((key) => matcherOf(key));
}

/** Compares a value with what was expected at a spot, and reports the differences in the order of the expectation. */
export function compareValues(expected: unknown, actual: unknown, spot: Spot, mode: Mode, on: Comparison): void {
  if (on.isOver() || isIgnored(spot.ignored)) return;
  const wanted =
    spot.level === "events" && isObject(expected) && !isReadAsMatcher(expected, mode) ? [expected] : expected;
  if (isReadAsMatcher(wanted, mode)) compareMatcher(wanted, actual, spot, on);
  else if (typeof wanted === "string" && typeof actual === "string") compareTexts(wanted, actual, spot, on);
  else if (Array.isArray(wanted) && Array.isArray(actual)) {
    (on.isTrial ? tryLists : compareLists)(wanted, actual, spot, mode, on);
  } else if (isObject(wanted) && isObject(actual)) compareObjects(wanted, actual, spot, mode, on);
  else if (wanted !== actual) on.report(() => otherValue(wanted, actual, spot));
}

function compareTexts(expected: string, actual: string, spot: Spot, { relations, report, isTrial }: Comparison): void {
  if ((isTrial && expected === actual) || relations.same(expected, actual, !isTrial)) return;
  report(() => textChanged(expected, actual, spot, relations.firstDifference(expected, actual)));
}

function compareObjects(expected: JsonObject, actual: JsonObject, spot: Spot, mode: Mode, on: Comparison): void {
  for (const [key, value] of Object.entries(expected)) {
    if (Object.hasOwn(actual, key)) compareValues(value, actual[key], inside(spot, key), mode, on);
    else if (!meansNothing("expected", key, value, spot)) on.report(() => missingKey(key, value, spot));
    if (on.isOver()) return;
  }
  if (mode === "partial") return;
  for (const [key, value] of Object.entries(actual)) {
    if (Object.hasOwn(expected, key) || meansNothing("actual", key, value, spot)) continue;
    on.report(() => addedKey(key, value, spot));
  }
}

function compareLists(
  expected: readonly unknown[],
  actual: readonly unknown[],
  spot: Spot,
  mode: Mode,
  on: Comparison,
): void {
  const isSame = (one: number, other: number) =>
    holds(expected[one], actual[other], inside(spot, one, other), mode, on);
  for (const { expected: one, actual: other } of align(expected, actual, isSame)) {
    if (one !== undefined && other !== undefined) {
      compareElements(expected[one], actual[other], inside(spot, one, other), mode, on);
    } else if (one !== undefined) {
      if (!isIgnored(inside(spot, one).ignored)) on.report(() => missingElement(expected[one], one, spot));
    } else if (other !== undefined) {
      if (!isIgnored(inside(spot, other).ignored)) on.report(() => addedElement(actual[other], other, spot));
    }
  }
}

function tryLists(
  expected: readonly unknown[],
  actual: readonly unknown[],
  spot: Spot,
  mode: Mode,
  on: Comparison,
): void {
  const alone = (index: number) => isIgnored(ignoredIn(spot.ignored, index));
  const longest = Math.max(expected.length, actual.length);
  for (let index = 0; index < longest && !on.isOver(); index++) {
    const isPair = index < expected.length && index < actual.length;
    if (isPair) compareValues(expected[index], actual[index], inside(spot, index), mode, on);
    else if (!alone(index)) on.report(() => changed(expected, actual, spot, ""));
  }
}

/** Two events of different names have nothing in common that would be worth reading. */
function compareElements(expected: unknown, actual: unknown, spot: Spot, mode: Mode, on: Comparison): void {
  const [wanted, sent] = [eventNameOf(expected), eventNameOf(actual)];
  const areOthers = spot.level === "event" && wanted !== undefined && sent !== undefined && wanted !== sent;
  if (areOthers && !holds(expected, actual, spot, mode, on)) {
    on.report(() => otherValue(expected, actual, spot));
  } else compareValues(expected, actual, spot, mode, on);
}

function compareMatcher(matcher: JsonObject, actual: unknown, spot: Spot, on: Comparison): void {
  for (const [key, operand] of Object.entries(matcher)) {
    const at = (...steps: number[]) => inMatcher(spot, key, ...steps);
    const look: Look = {
      fail: (message) => on.report(() => changed(matcher, actual, spot, message())),
      lacks: (index, message) =>
        on.report(() => ({
          pointer: at(index).expected,
          kind: "missing",
          expected: (operand as readonly unknown[])[index],
          message: message(),
        })),
      holds: (wanted, one) => holds(wanted, one, { ...spot, level: elementLevel(spot), ignored: [] }, "partial", on),
      compare: (mode) => compareValues(operand, actual, at(), mode, on),
    };
    matcherOf(key)?.look(operand as never, actual, look);
  }
}

const elementLevel = (spot: Spot): Spot["level"] => inside(spot, 0).level;

/** The place of a whole turn. */
export function turnSpot({ ignore = [] }: Pick<CompareOptions, "ignore">): Spot {
  return { expected: "", actual: "", level: "turn", ignored: ignoredPaths(ignore) };
}

/**
 * Where a bot sent something else in a turn than was expected, in the order of the expectation. Ids and times may be others,
 * unless `exact`, as long as the same ones are the same; `info` is compared only where an expected event has it; an empty
 * payload or context is as good as none. The values are JSON, nested no deeper than ulbot reads it. Never throws.
 */
export function differencesOf(expectation: Expectation, sent: Sent, options: CompareOptions = {}): Difference[] {
  const differences: Difference[] = [];
  const comparison = createComparison(createRelations(options), (difference) => differences.push(difference()));
  const spot = turnSpot(options);
  const mode = options.literal ? "literal" : "whole";
  const { answer, requests } = expectation;
  compareValues(answer, sent.answer, inside(spot, "answer"), mode, comparison);
  if (requests !== undefined) compareValues(requests, sent.requests, inside(spot, "requests"), mode, comparison);
  return differences;
}
