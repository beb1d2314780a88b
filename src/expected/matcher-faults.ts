import { isObject, type JsonObject } from "../input/json.ts";
import type { Path } from "../input/locate.ts";
import { nearest } from "../nearest.ts";
import { isMatcher, isMatcherKey } from "./matcher-keys.ts";
import { type MatcherFault, matcherNames, matcherOf } from "./matchers.ts";
import { shown } from "./shown.ts";

const literalHint = 'what is meant as it stands is written {"$equal": …}';

function keyFault(key: string, value: JsonObject): Omit<MatcherFault, "path"> | undefined {
  if (!isMatcherKey(key)) {
    const matcher = Object.keys(value).find(isMatcherKey);
    return { message: `${shown(key)} stands beside ${shown(matcher)}, but a matcher stands alone`, hint: literalHint };
  }
  if (matcherOf(key)) return undefined;
  const guess = nearest(key, matcherNames);
  const hint = guess === undefined ? `they are ${matcherNames.join(", ")}; ${literalHint}` : `did you mean ${guess}`;
  return { message: `there is no matcher ${shown(key)}`, hint };
}

/** What is wrong with one key of an object that has one of a matcher, or with what is in it. */
function memberFault(key: string, value: JsonObject, path: Path): MatcherFault | undefined {
  const wrong = keyFault(key, value);
  if (wrong) return { ...wrong, path };
  const operand = value[key];
  const own = matcherOf(key)?.faultOf(operand);
  if (own) return { ...own, path: [...path, ...own.path] };
  return key === "$contains" ? matcherFault(operand, path) : undefined;
}

/** The first thing that is wrong with the matchers in a value, its path from where `path` leads. */
export function matcherFault(value: unknown, path: Path = []): MatcherFault | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const step of steps) {
    const inner = [...path, step];
    const found =
      isObject(value) && isMatcher(value)
        ? memberFault(String(step), value, inner)
        : matcherFault((value as Record<string | number, unknown>)[step], inner);
    if (found) return found;
  }
  return undefined;
}
