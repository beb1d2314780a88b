import { diffArrays } from "diff";
import { isObject } from "../input/json.ts";
import { isMatcher } from "./matcher-keys.ts";
import { eventNameOf } from "./shown.ts";

/** An element of what was expected and one of what was sent that belong together, by their indexes; or one without the other. */
export interface Pair {
  readonly expected?: number;
  readonly actual?: number;
}

/** More comparisons of elements than anybody waits for; lists that would need more are read side by side. */
const mostComparisons = 400_000;

type Same = (expected: number, actual: number) => boolean;

const range = (start: number, end: number): number[] =>
  Array.from({ length: end - start }, (_, index) => start + index);

/** Elements side by side; what is left of the longer list stands alone. */
function sideBySide(expected: readonly number[], actual: readonly number[]): Pair[] {
  return range(0, Math.max(expected.length, actual.length)).map((index) => ({
    ...(index < expected.length ? { expected: expected[index] as number } : {}),
    ...(index < actual.length ? { actual: actual[index] as number } : {}),
  }));
}

/** Pairs the elements that are the same, and leaves those between them to `pairOthers`. */
function pairSame(
  expected: readonly number[],
  actual: readonly number[],
  isSame: Same,
  pairOthers: (expected: readonly number[], actual: readonly number[]) => Pair[],
): Pair[] {
  if (expected.length === 0 || actual.length === 0) return pairOthers(expected, actual);
  const maxEditLength = Math.max(8, Math.floor(mostComparisons / (expected.length + actual.length)));
  const changes = diffArrays([...expected], [...actual], { comparator: isSame, maxEditLength });
  if (changes === undefined) return pairOthers(expected, actual);
  const pairs: Pair[] = [];
  let [one, other, oneEnd, otherEnd] = [0, 0, 0, 0];
  const closeGap = (): void => {
    for (const pair of pairOthers(expected.slice(one, oneEnd), actual.slice(other, otherEnd))) pairs.push(pair);
    [one, other] = [oneEnd, otherEnd];
  };
  for (const { added, removed, count } of changes) {
    if (removed) oneEnd += count;
    else if (added) otherEnd += count;
    else {
      closeGap();
      for (const index of range(0, count)) {
        pairs.push({ expected: expected[one + index] as number, actual: actual[other + index] as number });
      }
      one = oneEnd += count;
      other = otherEnd += count;
    }
  }
  closeGap();
  return pairs;
}

/** What is the same in two elements where only some of what is in them has changed; `undefined` for a matcher. */
function kindOf(value: unknown): string | undefined {
  if (isMatcher(value)) return undefined;
  const name = eventNameOf(value);
  if (name !== undefined) return `event ${name}`;
  if (isObject(value) && typeof value.id === "string") return `id ${value.id}`;
  return Array.isArray(value) ? "list" : typeof value;
}

const standAlone = (pairs: readonly Pair[], isSame: Same): number =>
  pairs.filter(({ expected, actual }) => expected === undefined || actual === undefined || !isSame(expected, actual))
    .length;

/**
 * Which elements of two lists belong together, in their order: those that are the same, between them those of the same kind,
 * and then whatever stands side by side.
 */
export function align(expected: readonly unknown[], actual: readonly unknown[], isSame: Same): Pair[] {
  const kinds = { expected: expected.map(kindOf), actual: actual.map(kindOf) };
  const isSameKind: Same = (one, other) =>
    kinds.expected[one] === undefined || kinds.expected[one] === kinds.actual[other];
  const [ones, others] = [range(0, expected.length), range(0, actual.length)];
  const pairs = pairSame(ones, others, isSame, (some, rest) => pairSame(some, rest, isSameKind, sideBySide));
  // a matcher that many elements are like must not move the others
  const isParallel =
    pairs.length > ones.length && ones.length === others.length && ones.every((at) => isSameKind(at, at));
  const parallel = isParallel ? sideBySide(ones, others) : pairs;
  return isParallel && standAlone(parallel, isSame) <= standAlone(pairs, isSame) ? parallel : pairs;
}
