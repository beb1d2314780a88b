import { isObject, type JsonObject } from "../input/json.ts";
import type { Path } from "../input/locate.ts";
import { nearest } from "../nearest.ts";
import { isMatcher } from "./matcher-keys.ts";
import { isTime, isUuid } from "./normalize.ts";
import { matches, patternOf } from "./pattern.ts";
import { counted, quotedAround, shortened, shown } from "./shown.ts";

/** What is wrong with a matcher as it was written. */
export interface MatcherFault {
  /** from the matcher's operand */
  readonly path: Path;
  readonly message: string;
  readonly hint: string;
}

/** How a matcher looks at a value and tells what it finds. */
export interface Look {
  /** the value is not as the matcher wants it */
  fail(message: () => string): void;
  /** a member of the operand that nothing in the value is like */
  lacks(index: number, message: () => string): void;
  /** whether a value in a list is what a member of the operand describes */
  holds(expected: unknown, actual: unknown): boolean;
  /** compares the value with the operand: literally, or as a part of it */
  compare(as: "literal" | "partial"): void;
}

interface Matcher {
  /** what the operand has to be */
  readonly faultOf: (operand: unknown) => MatcherFault | undefined;
  readonly look: (operand: never, value: unknown, look: Look) => void;
}

const fault = (message: string, hint: string, path: Path = []): MatcherFault => ({ path, message, hint });

const isText = (value: unknown): value is string => typeof value === "string";

function isWebAddress(value: unknown): boolean {
  return isText(value) && /^https?:\/\//i.test(value) && URL.canParse(value);
}

/** What `$any` can name: how a message calls it, and what belongs to it. */
const kinds = {
  string: ["a text", isText],
  number: ["a number", (value) => typeof value === "number"],
  integer: ["a whole number", Number.isInteger],
  boolean: ["true or false", (value) => typeof value === "boolean"],
  object: ["an object", isObject],
  array: ["a list", Array.isArray],
  uuid: ["a UUID", (value) => isText(value) && isUuid(value)],
  time: ["a time such as 2026-01-05T09:00:00Z", (value) => isText(value) && isTime(value)],
  url: ["a web address", isWebAddress],
  value: ["a value", () => true],
} as const satisfies Record<string, readonly [words: string, includes: (value: unknown) => boolean]>;

export type AnyKind = keyof typeof kinds;
export const anyKinds = Object.keys(kinds) as readonly AnyKind[];

const any: Matcher = {
  faultOf(operand) {
    if (isText(operand) && Object.hasOwn(kinds, operand)) return undefined;
    const guess = isText(operand) ? nearest(operand, anyKinds) : undefined;
    const hint = guess === undefined ? `it can be ${anyKinds.join(", ")}` : `did you mean ${guess}`;
    return fault(`$any knows no ${shown(operand)}`, hint);
  },
  look(operand: AnyKind, value, { fail }) {
    const [words, includes] = kinds[operand];
    if (!includes(value)) fail(() => `${shown(value)} is not ${words}`);
  },
};

const match: Matcher = {
  faultOf(operand) {
    const hint = 'it is a pattern as JavaScript has them, such as {"$match": "^Order [0-9]+$"}';
    if (!isText(operand)) return fault(`${shown(operand)} is no pattern`, hint);
    try {
      patternOf(operand);
      return undefined;
    } catch (error) {
      const reason = (error as Error).message.replace(/^.*\/u?: /s, "");
      return fault(`${quotedAround(operand)} is no pattern: ${shortened(reason)}`, hint);
    }
  },
  look(operand: string, value, { fail }) {
    if (!isText(value)) return fail(() => `${shown(value)} is not a text that could match ${shortened(operand)}`);
    const verdict = matches(operand, value);
    if (verdict === undefined) {
      fail(() => `it takes too long to tell whether ${shown(value)} matches ${shortened(operand)}`);
    } else if (!verdict) fail(() => `${shown(value)} does not match ${shortened(operand)}`);
  },
};

const containsHint = 'it is a text, a list of what has to be there, or an object, such as {"$contains": ["a", "b"]}';

const contains: Matcher = {
  faultOf(operand) {
    if (isMatcher(operand)) return fault("$contains wants matchers in a list", 'write {"$contains": [{"$match": …}]}');
    const isFine = isText(operand) || Array.isArray(operand) || isObject(operand);
    return isFine ? undefined : fault(`$contains can't look for ${shown(operand)}`, containsHint);
  },
  look(operand: string | readonly unknown[] | JsonObject, value, { fail, lacks, holds, compare }) {
    if (isText(operand)) {
      if (!isText(value) || !value.includes(operand)) fail(() => `${shown(value)} does not contain ${shown(operand)}`);
    } else if (isObject(operand)) {
      if (isObject(value)) compare("partial");
      else fail(() => `${shown(value)} is not an object`);
    } else if (!Array.isArray(value)) {
      fail(() => `${shown(value)} is not a list`);
    } else {
      operand.forEach((wanted, index) => {
        if (!value.some((one) => holds(wanted, one)))
          lacks(index, () => `nothing in ${shown(value)} is ${shown(wanted)}`);
      });
    }
  },
};

type Bounds = { readonly min?: number; readonly max?: number };

const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
const boundKeys = ["min", "max"];
const lengthHint = 'it is a number, or such as {"$length": {"min": 1, "max": 20}}';

function boundsFault(bounds: JsonObject): MatcherFault | undefined {
  const keys = Object.keys(bounds);
  const unknown = keys.find((key) => !boundKeys.includes(key));
  if (unknown !== undefined) {
    const guess = nearest(unknown, boundKeys);
    return fault(`$length has no ${shown(unknown)}`, guess ? `did you mean ${guess}` : lengthHint, [unknown]);
  }
  const wrong = keys.find((key) => !isCount(bounds[key]));
  if (wrong !== undefined) return fault(`${wrong} is ${shown(bounds[wrong])}, not a whole number`, lengthHint, [wrong]);
  if (keys.length === 0) return fault("$length says neither min nor max", lengthHint);
  const { min = 0, max = Number.POSITIVE_INFINITY } = bounds as Bounds;
  return min > max ? fault(`min is ${min}, but max is ${max}`, lengthHint, ["min"]) : undefined;
}

/** How long a value is: characters of a text, elements of a list, keys of an object. */
function sizeOf(value: unknown): readonly [count: number, word: string] | undefined {
  if (isText(value)) return [[...value].length, "character"];
  if (Array.isArray(value)) return [value.length, "element"];
  return isObject(value) ? [Object.keys(value).length, "key"] : undefined;
}

const length: Matcher = {
  faultOf(operand) {
    if (isObject(operand)) return boundsFault(operand);
    return isCount(operand) ? undefined : fault(`${shown(operand)} is no length`, lengthHint);
  },
  look(operand: number | Bounds, value, { fail }) {
    const size = sizeOf(value);
    if (size === undefined) return fail(() => `${shown(value)} has no length`);
    const [count, word] = size;
    const { min = 0, max = Number.POSITIVE_INFINITY } = isObject(operand) ? operand : { min: operand, max: operand };
    const wants = min === max ? `wants ${min}` : count > max ? `allows at most ${max}` : `wants at least ${min}`;
    if (count < min || count > max) fail(() => `${counted(count, word)}, but $length ${wants}`);
  },
};

const equal: Matcher = {
  faultOf: () => undefined,
  look: (_operand: never, _value, { compare }) => compare("literal"),
};

/** The matchers by their keys. */
const matchers = {
  $any: any,
  $match: match,
  $contains: contains,
  $length: length,
  $equal: equal,
} as const satisfies Record<string, Matcher>;

export type MatcherName = keyof typeof matchers;
export const matcherNames = Object.keys(matchers) as readonly MatcherName[];

/** What is known of the matcher with a key, `undefined` where there is none. */
export function matcherOf(key: string): Matcher | undefined {
  return Object.hasOwn(matchers, key) ? matchers[key as MatcherName] : undefined;
}
