import { measure } from "../../delivery/measure.ts";
import { fitsInOnePart, smsParts } from "../../delivery/segments.ts";
import { smsLimits } from "../../protocol/channels.ts";
import type { Role } from "./roles.ts";

/** Longer texts may have too many bytes or parts, or not, as the characters are in them. */
const longestOfAny = 600;
const longestHarmless = smsLimits.parts.value * smsLimits.septets.each.value;

function placeAmong(thresholds: readonly number[], length: number): number {
  let index = 0;
  while (index < thresholds.length && length > (thresholds[index] as number)) index++;
  return index;
}

/** How many code points a text has, or any number that is between the same thresholds. */
function pointsIn({ thresholds }: Role, text: string): number {
  const { length } = text;
  // a pair of surrogates is one
  const isBetween = placeAmong(thresholds, length / 2 - 1) === placeAmong(thresholds, length);
  return isBetween ? length : measure(text, "code points");
}

/** All that rules can tell of a text without reading it, in one number. */
function classOf({ thresholds }: Role, length: number, points: number, parts: number): number {
  const place = placeAmong(thresholds, length);
  return (place * 100 + (points === length ? place : placeAmong(thresholds, points))) * 100 + parts;
}

/** What tells texts by their sizes; `undefined` for those that differ in more. */
export interface Sizes {
  /** of a text that counts the same for everybody, by its length */
  ofHarmless(role: Role, length: number): number | undefined;
  ofAny(role: Role, text: string): number | undefined;
}

/** Makes it; `isExact` is whether it matters how many parts an SMS has, not only whether it is one. */
export function createSizes(isExact: boolean): Sizes {
  const told = (parts: number): number => (isExact ? parts : Math.min(parts, 2));
  const partsOf = (text: string): number => (fitsInOnePart(text) ? 1 : isExact ? smsParts(text).parts : 2);
  return {
    ofHarmless(role, length) {
      const { one, each } = smsLimits.septets;
      const parts = role.isSent && length > one.value ? told(Math.ceil(length / each.value)) : 1;
      return length <= longestHarmless ? classOf(role, length, length, parts) : undefined;
    },
    ofAny(role, text) {
      const { length } = text;
      if (length > longestOfAny || length === 0 || text.trim() !== text) return undefined;
      return classOf(role, length, pointsIn(role, text), role.isSent ? partsOf(text) : 1);
    },
  };
}
