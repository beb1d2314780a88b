import { isObject, type JsonObject } from "../input/json.ts";
import { canonical } from "../transcript/canonical.ts";
import { align } from "./align.ts";
import { type Comparison, compareValues, createComparison, holds, isReadAsMatcher } from "./compare.ts";
import { ignoredIn, isIgnored } from "./ignored.ts";
import { isMatcher } from "./matcher-keys.ts";
import type { Relations } from "./normalize.ts";
import { eventNameOf } from "./shown.ts";
import { inside, meansNothing, type Spot } from "./spot.ts";

/** What becomes of a value that stands in a file. */
export type Piece =
  /** it stays as it was written */
  | { readonly kind: "kept" }
  /** this one takes its place */
  | { readonly kind: "fresh"; readonly value: unknown }
  /** some members stay or change, others go or come; `from` is the index that a member has had */
  | { readonly kind: "list"; readonly members: readonly ListMember[] }
  | { readonly kind: "object"; readonly members: readonly { readonly key: string; readonly piece: Piece }[] };

interface ListMember {
  readonly from?: number;
  readonly piece: Piece;
}

export const kept: Piece = { kind: "kept" };

/** What a bot sent as it is expected from now on: its ids by their expected names, and nothing that would be a matcher. */
function asExpected(value: unknown, relations: Relations): unknown {
  if (typeof value === "string") {
    const text = relations.asExpected(value);
    relations.same(text, value, true);
    return text;
  }
  if (Array.isArray(value)) return value.map((member) => asExpected(member, relations));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, asExpected(member, relations)] as const);
  return Object.fromEntries(entries);
}

function withoutMatchers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMatchers);
  if (!isObject(value)) return value;
  if (isMatcher(value)) return { $equal: value };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutMatchers(member)]));
}

/** The value to write for what a bot sent. */
export function written(value: unknown, relations: Relations): unknown {
  return withoutMatchers(canonical(asExpected(value, relations)));
}

const fresh = (value: unknown, relations: Relations): Piece => ({ kind: "fresh", value: written(value, relations) });

/** Keeps what was written where it holds. */
function mergeWhole(expected: unknown, actual: unknown, spot: Spot, relations: Relations): Piece {
  let isFine = true;
  const report = () => {
    isFine = false;
  };
  compareValues(expected, actual, spot, "whole", createComparison(relations, report));
  return isFine ? kept : fresh(actual, relations);
}

const isKept = ({ kind }: Piece): boolean => kind === "kept";

function mergeObjects(expected: JsonObject, actual: JsonObject, spot: Spot, relations: Relations): Piece {
  const members = Object.entries(expected).flatMap(([key, value]) => {
    if (Object.hasOwn(actual, key)) return [{ key, piece: merge(value, actual[key], inside(spot, key), relations) }];
    return meansNothing("expected", key, value, spot) ? [{ key, piece: kept }] : [];
  });
  const added = Object.entries(actual)
    .filter(([key, value]) => !Object.hasOwn(expected, key) && !meansNothing("actual", key, value, spot))
    .map(([key, value]) => ({ key, piece: fresh(value, relations) }));
  const all = [...members, ...added];
  return all.length === Object.keys(expected).length && all.every(({ piece }) => isKept(piece))
    ? kept
    : { kind: "object", members: all };
}

function mergeElements(expected: unknown, actual: unknown, spot: Spot, relations: Relations): Piece {
  const areOthers = spot.level === "event" && eventNameOf(expected) !== eventNameOf(actual);
  return areOthers ? mergeWhole(expected, actual, spot, relations) : merge(expected, actual, spot, relations);
}

function mergeLists(expected: readonly unknown[], actual: readonly unknown[], spot: Spot, relations: Relations): Piece {
  const trial: Comparison = createComparison(relations, () => undefined);
  const isSame = (one: number, other: number) =>
    holds(expected[one], actual[other], inside(spot, one, other), "whole", trial);
  const members = align(expected, actual, isSame).flatMap(({ expected: one, actual: other }): ListMember[] => {
    if (one !== undefined && other !== undefined) {
      return [{ from: one, piece: mergeElements(expected[one], actual[other], inside(spot, one, other), relations) }];
    }
    const isLeft = isIgnored(ignoredIn(spot.ignored, one ?? (other as number)));
    if (one !== undefined) return isLeft ? [{ from: one, piece: kept }] : [];
    return isLeft ? [] : [{ piece: fresh(actual[other as number], relations) }];
  });
  const areAll =
    members.length === expected.length && members.every(({ from, piece }) => from !== undefined && isKept(piece));
  return areAll ? kept : { kind: "list", members };
}

/**
 * What has to become of an expectation so that what was sent at a spot is as expected: matchers and texts that hold stay as
 * they were written, what does not hold is replaced, and the ids of both stand for each other in `relations` afterwards.
 */
export function merge(expected: unknown, actual: unknown, spot: Spot, relations: Relations): Piece {
  if (isIgnored(spot.ignored)) return kept;
  if (isReadAsMatcher(expected)) return mergeWhole(expected, actual, spot, relations);
  if (Array.isArray(expected) && Array.isArray(actual)) return mergeLists(expected, actual, spot, relations);
  if (!isObject(expected)) return mergeWhole(expected, actual, spot, relations);
  if (spot.level === "events" && Array.isArray(actual) && actual.length === 1) {
    return mergeElements(expected, actual[0], inside(spot, 0), relations);
  }
  return isObject(actual)
    ? mergeObjects(expected, actual, spot, relations)
    : mergeWhole(expected, actual, spot, relations);
}

const at = (value: unknown, step: string | number): unknown => (value as Record<string | number, unknown>)[step];

/** The value that a piece makes of another. */
export function valueAfter(piece: Piece, before: unknown): unknown {
  switch (piece.kind) {
    case "kept":
      return before;
    case "fresh":
      return piece.value;
    case "list":
      return piece.members.map(({ from, piece: member }) =>
        valueAfter(member, from === undefined ? undefined : at(before, from)),
      );
    case "object":
      return Object.fromEntries(
        piece.members.map(({ key, piece: member }) => [key, valueAfter(member, at(before, key))]),
      );
  }
}
