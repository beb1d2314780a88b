import { type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import { tokenKinds, tokensOf } from "./tokens.ts";

/** Something wrong with a text, with offsets in UTF-16 units. */
export interface Fault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
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
export function tooDeep(text: string): Fault | undefined {
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
export const faultLimit = 100;

/** The syntax errors of a text that `JSON.parse` refused, at least one; of several at one place the first. */
export function syntaxFaults(text: string, refusal: string): Fault[] {
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
