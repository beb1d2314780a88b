import type { Fault } from "./syntax-faults.ts";
import { type Token, tokenKinds, tokensOf } from "./tokens.ts";

/** Why a number is another one once it has been read. One with a fraction or an exponent is meant to be rounded. */
function roundingOf(digits: string): string | undefined {
  const number = Number(digits);
  if (!Number.isFinite(number)) return "is beyond the largest number there is";
  const isExact = Number.isSafeInteger(number) || !/^-?[0-9]+$/.test(digits) || BigInt(digits) === BigInt(number);
  return isExact ? undefined : "is beyond 2^53 and would be rounded";
}

/** What a text says that can't be sent; `undefined` where all of it can. */
export function textLoss(text: string): string | undefined {
  return text.isWellFormed() ? undefined : "the text holds half a character (a lone surrogate), which can't be sent";
}

/** What a number as it is written says that a JavaScript number can't keep; `undefined` where it keeps all of it. */
export function numberLoss(written: string): string | undefined {
  const reason = roundingOf(written);
  if (reason === undefined) return undefined;
  const digits = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  return `${digits} ${reason}; write it as a text in double quotes`;
}

/** What a token says that a JavaScript value can't keep. */
function lossOf({ kind, value }: Token): string | undefined {
  if (kind === tokenKinds.string) return textLoss(value);
  return kind === tokenKinds.number ? numberLoss(value) : undefined;
}

// cheap signs that a text may hold such a token; a number follows a key, a comma or a bracket, as digits in a cid do not
const longNumber = /(?:^|"\s*:|[,[])\s*-?[0-9](?:[0-9.]{15}|[0-9.]*[eE])/;
const surrogateEscape = /\\u[dD][89a-fA-F]/;

/** What `JSON.parse` takes but can't keep: numbers that are rounded, halves of characters. */
export function lossFaults(text: string): Fault[] {
  if (!longNumber.test(text) && !surrogateEscape.test(text)) return [];
  const faults: Fault[] = [];
  for (const token of tokensOf(text)) {
    const message = lossOf(token);
    if (message) faults.push({ message, start: token.start, end: token.end });
  }
  return faults;
}
