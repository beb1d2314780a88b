import type { Limit, Unit } from "../protocol/limit.ts";

const surrogatePair = /[\ud800-\udbff][\udc00-\udfff]/g;
const encoder = new TextEncoder();

function codePoints(text: string): number {
  return text.length - (text.match(surrogatePair)?.length ?? 0);
}

const measures = {
  characters: codePoints,
  "code points": codePoints,
  "UTF-8 bytes": (text: string) => encoder.encode(text).length,
  "UTF-16 units": (text: string) => text.length,
} as const satisfies Partial<Record<Unit, (text: string) => number>>;

/** How long a text is in a unit. Throws a `TypeError` for a unit that isn't one of texts. */
export function measure(text: string, unit: Unit): number {
  if (!Object.hasOwn(measures, unit)) throw new TypeError(`a text is not measured in ${unit}`);
  return measures[unit as keyof typeof measures](text);
}

/** A text or a count that goes beyond a limit. */
export interface Excess {
  readonly limit: Limit;
  readonly got: number;
  /** false where only the UTF-16 length is beyond a limit in "characters", so that it depends on how the vendor counts */
  readonly certain: boolean;
}

/** By how much a text or a count is beyond a limit, or `undefined` where it isn't. */
export function excessOf(value: string | number, limit: Limit): Excess | undefined {
  if (typeof value === "number") return value > limit.value ? { limit, got: value, certain: true } : undefined;
  // no unit counts more than three for a UTF-16 unit, so short texts need no counting
  if (value.length * 3 <= limit.value) return undefined;
  const got = measure(value, limit.unit);
  if (got > limit.value) return { limit, got, certain: true };
  const units = value.length;
  return limit.unit === "characters" && units > limit.value ? { limit, got: units, certain: false } : undefined;
}
