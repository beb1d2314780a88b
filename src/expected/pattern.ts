import { createContext, Script } from "node:vm";

/** Longer than any sensible pattern needs for what a bot sends. */
const timeLimit = 500;

/** With one repetition at most, the time grows with the square of the text's length at worst. */
const isQuick = (pattern: string, text: string): boolean =>
  text.length < 10_000 && (pattern.match(/[*+{]/g)?.length ?? 0) < 2;

const script = new Script("pattern.test(text)");

/** Like `RegExp.test`, but gives `undefined` where it takes too long: only a script of its own can be interrupted. */
function testWithin(pattern: RegExp, text: string): boolean | undefined {
  try {
    return script.runInContext(createContext({ pattern, text }), { timeout: timeLimit }) as boolean;
  } catch {
    return undefined;
  }
}

const patterns = new Map<string, RegExp>();

/** A pattern as `$match` has it, with the flag `u`. Throws a `SyntaxError` for what is none. */
export function patternOf(source: string): RegExp {
  const pattern = patterns.get(source) ?? new RegExp(source, "u");
  patterns.set(source, pattern);
  return pattern;
}

/** Whether a text matches a pattern somewhere; `undefined` where half a second is not enough to tell. */
export function matches(source: string, text: string): boolean | undefined {
  const pattern = patternOf(source);
  return isQuick(source, text) ? pattern.test(text) : testWithin(pattern, text);
}
