import { isObject } from "../input/json.ts";

/** Whether a key is one of a matcher rather than of what a bot sends. */
export const isMatcherKey = (key: string): boolean => key.startsWith("$");

/** Whether a value stands for others, or was meant to: an object with a key such as `$any`. */
export function isMatcher(value: unknown): boolean {
  return isObject(value) && Object.keys(value).some(isMatcherKey);
}
