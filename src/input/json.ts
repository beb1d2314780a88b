import { type ParseError, type ParseErrorCode, parse, printParseErrorCode, visit } from "jsonc-parser";
import { type DuplicateKey, duplicateKeys } from "./duplicate-keys.ts";
import { type Find, locate, type Path } from "./locate.ts";
import { type Token, tokenKinds, tokensOf } from "./tokens.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object: neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Something wrong with a text, with offsets in UTF-16 units. */
export interface Fault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A text and its JSON value, which is `undefined` where there are faults. */
export interface Json {
  readonly syntax: "json" | "yaml";
  readonly text: string;
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** finds the places of values and keys, all that are asked for in one pass over the text */
  locate(paths: readonly Path[]): Find;
  /** every key that its object had already */
  duplicates(): readonly DuplicateKey[];
}

/** Deeper than any payload; the parser that tolerates errors calls itself for every level. */
export const depthLimit = 500;

/** What is wrong with a text that nests deeper. */
export const tooDeepMessage = `nested deeper than ${depthLimit} levels`;

/** What is wrong with a text without a value. */
export const nothingInIt: Fault = { message: "there is nothing in it, not even an empty list []", start: 0, end: 0 };

const explanations: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is not a JSON value; texts stand in double quotes",
  InvalidNumberFormat: "this is not a number as JSON writes it",
  PropertyNameExpected: "a key in double quotes has to stand here",
  ValueExpected: "a value has to stand here",
  ColonExpected: "a colon has to stand here",
  CommaExpected: "a comma has to stand here",
  CloseBraceExpected: "a closing } is missing; the text may be cut off",
  CloseBracketExpected: "a closing ] is missing; the text may be cut off",
  EndOfFileExpected: "nothing may follow the end of the value",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfComment: "JSON has no comments",
  UnexpectedEndOfString: "the text has no closing double quote",
  UnexpectedEndOfNumber: "the number is not complete",
  InvalidUnicode: "\\u is followed by four hexadecimal digits",
  InvalidEscapeCharacter: "JSON has no such escape",
  InvalidCharacter: "control characters are written as escapes, such as \\n",
};

const closerOf: Readonly<Record<number, number>> = {
  [tokenKinds.openBrace]: tokenKinds.closeBrace,
  [tokenKinds.openBracket]: tokenKinds.closeBracket,
};

/** Where nesting goes beyond the limit, found without recursion. As for the parser, only a fitting bracket closes one. */
function tooDeep(text: string): Fault | undefined {
  const awaited: number[] = [];
  for (const { kind, start, end } of tokensOf(text)) {
    const closer = closerOf[kind];
    if (closer !== undefined) awaited.push(closer);
    else if (kind === awaited.at(-1)) awaited.pop();
    if (awaited.length > depthLimit) return { message: tooDeepMessage, start, end };
  }
  return undefined;
}

/** A text with more faults is no JSON that somebody could correct one by one. */
const faultLimit = 100;

/** The syntax errors of a text that `JSON.parse` refused, at least one; of several at one place the first. */
function syntaxFaults(text: string, refusal: string): Fault[] {
  if (text.trim() === "") return [nothingInIt];
  const deep = tooDeep(text);
  if (deep) return [deep];
  const faults: Fault[] = [];
  let symbolEnd = Number.NaN;
  let previous = "";
  const onError = (code: ParseErrorCode, offset: number, length: number): void => {
    const name = printParseErrorCode(code);
    const start = Math.min(offset, text.length);
    const end = Math.min(start + length, text.length);
    // what is missed right after a symbol that is none, or a key, would be a second word for the same fault
    const follows =
      (start >= symbolEnd && text.slice(symbolEnd, start).trim() === "") ||
      (previous === "PropertyNameExpected" && name === "ValueExpected");
    if (name === "InvalidSymbol") symbolEnd = end;
    previous = name;
    if (follows || faults.length === faultLimit || faults.at(-1)?.start === start) return;
    faults.push({ message: explanations[name] ?? "this is not JSON", start, end });
  };
  visit(text, { onError }, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  return faults.length > 0 ? faults : [{ message: refusal, start: 0, end: 0 }];
}

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

// cheap signs that a text may hold such a token; a number follows a colon, a comma, a bracket or white space
const longNumber = /(?:^|[:,[\s])-?[0-9](?:[0-9.]{15}|[0-9.]*[eE])/;
const surrogateEscape = /\\u[dD][89a-fA-F]/;

/** What `JSON.parse` takes but can't keep: numbers that are rounded, halves of characters. */
function lossFaults(text: string): Fault[] {
  if (!longNumber.test(text) && !surrogateEscape.test(text)) return [];
  const faults: Fault[] = [];
  for (const token of tokensOf(text)) {
    const message = lossOf(token);
    if (message) faults.push({ message, start: token.start, end: token.end });
  }
  return faults;
}

/** The number of keys on all levels of a value, or `undefined` where it is nested beyond the limit. */
function countKeys(value: unknown, depth = 0): number | undefined {
  if (typeof value !== "object" || value === null) return 0;
  if (depth >= depthLimit) return undefined;
  const children = Array.isArray(value) ? value : Object.values(value);
  let count = Array.isArray(value) ? 0 : children.length;
  for (const child of children) {
    const keys = countKeys(child, depth + 1);
    if (keys === undefined) return undefined;
    count += keys;
  }
  return count;
}

/** Reads a JSON text: its value, or everything that is wrong with it. Never throws. */
export function parseJson(text: string): Json {
  const json = (value: unknown, faults: readonly Fault[], keys: number): Json => ({
    syntax: "json",
    text,
    value,
    faults,
    locate: (paths) => locate(text, paths),
    duplicates: () => (faults.length > 0 ? [] : duplicateKeys(text, keys)),
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return json(undefined, syntaxFaults(text, (error as Error).message), 0);
  }
  const keys = countKeys(value);
  if (keys === undefined) return json(undefined, [tooDeep(text) ?? { message: tooDeepMessage, start: 0, end: 0 }], 0);
  const faults = lossFaults(text);
  return json(faults.length > 0 ? undefined : value, faults, keys);
}

/** The value of a text that is JSON but for comments and commas behind the last member; `undefined` for any other. */
export function parseWithComments(text: string): unknown {
  if (tooDeep(text)) return undefined;
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true, disallowComments: false });
  return errors.length > 0 ? undefined : value;
}
