import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { createKnownValues } from "./known-values.ts";
import { inCaseOf, tellingWords, withOtherWords } from "./name-words.ts";
import { commonWords, wireWords } from "./personal-keys.ts";
import { createPseudonyms, digitsOf, folded, type Kind, type Replaced } from "./pseudonyms.ts";
import { isEncoded, redactEncoded, redactUrl, urlPattern } from "./redact-url.ts";
import { anyNumber, mayHoldShape, shapes } from "./shapes.ts";
import { type Replacement, replaced } from "./spans.ts";

/** What a project adds to redaction, from `redact` in its config. */
export interface RedactRules {
  /** names of keys whose values are replaced, however they are spelt: `orderNumber` is `order_number` too */
  readonly keys?: readonly string[] | undefined;
  /** regular expressions of what is replaced in any text */
  readonly patterns?: readonly string[] | undefined;
  /** names of keys whose values stay, and values that stay */
  readonly keep?: readonly string[] | undefined;
}

/** Redacts texts and numbers; it learns from those whose kind it is told. */
export interface TextRedactor {
  text(text: string): string;
  valueText(text: string, kind: Kind | undefined): string;
  valueNumber(value: number, kind: Kind | undefined): number;
  learnName(name: string): void;
  learnSecret(secret: string): void;
  uncounted(work: () => void): void;
  report(): Replaced[];
}

/** A known value: its kind and how it was written first. */
interface Meaning {
  readonly kind: Kind;
  readonly value: string;
}

/** Found by their shape or their digits. */
const notLearnt: ReadonlySet<Kind> = new Set<Kind>(["email", "phone", "address"]);

/** Shorter ones are in too many words and numbers. */
const fewestCharacters = 4;

/** How often URLs in URLs, and encoded in encoded texts, are looked into. */
const deepest = 4;

function compiled(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "gu");
  } catch (error) {
    const message = `redact.patterns: ${printable(pattern)} is no regular expression: ${(error as Error).message}`;
    throw new UlbotError("usage", message, { cause: error });
  }
}

const encodedPattern = /(?<![^\s"'<>&=?#/;,()[\]{}|])[^\s"'<>&=?#/;,()[\]{}|]*%[0-9a-f]{2}[^\s"'<>&=?#/;,()[\]{}|]*/gi;

/** A pseudonym in place of a number; 0 where it has letters. */
function numeric(pseudonym: string): number {
  const number = Number(pseudonym);
  return Number.isNaN(number) ? 0 : number;
}

/** Makes a redactor of texts for one run; `inJson` redacts a text that is JSON, and gives `undefined` for any other. */
export function createTextRedactor(rules: RedactRules, inJson: (text: string) => string | undefined): TextRedactor {
  const pseudonyms = createPseudonyms();
  const known = createKnownValues<Meaning>();
  const phones = new Set<string>();
  const patterns = (rules.patterns ?? []).map(compiled);
  const kept = new Set((rules.keep ?? []).map(folded));
  const isKept = (text: string): boolean => kept.size > 0 && kept.has(folded(text));

  function spansOf(
    text: string,
    pattern: RegExp,
    replace: (match: string) => string,
    accept: (match: string) => boolean = () => true,
  ): Replacement[] {
    return Array.from(text.matchAll(pattern)).flatMap(({ 0: match, index }) =>
      match === "" || isKept(match) || !accept(match)
        ? []
        : [{ start: index, end: index + match.length, replace: () => replace(match) }],
    );
  }

  const knownSpans = (text: string): Replacement[] =>
    known.find(text).map(({ start, end, meaning: { kind, value } }) => {
      const written = text.slice(start, end);
      const pseudonym = (): string => {
        if (isKept(written)) return written;
        return kind === "name" ? inCaseOf(written, pseudonyms.of(kind, value)) : pseudonyms.of(kind, value);
      };
      return { start, end, replace: pseudonym };
    });

  /** What is told by its shape, or because its digits are a known number's. */
  const shapeSpans = (text: string): Replacement[] => [
    ...(mayHoldShape(text) ? shapes : []).flatMap(({ kind, pattern, accept }) =>
      spansOf(text, pattern, (match) => pseudonyms.of(kind, match), accept),
    ),
    ...patterns.flatMap((pattern) => spansOf(text, pattern, (match) => pseudonyms.of("value", match))),
    ...spansOf(
      text,
      anyNumber,
      (match) => pseudonyms.of("phone", match),
      (match) => phones.has(digitsOf(match).slice(-9)),
    ),
  ];

  function url(address: string, depth: number): string {
    const [whole] = known.find(address);
    if (whole?.meaning.kind === "file" && whole.end === address.length)
      return pseudonyms.of("file", whole.meaning.value);
    const part = (text: string): string => textAt(text, depth + 1);
    return redactUrl(address, { text: part, secret: (value) => pseudonyms.of("token", value) });
  }

  /** Texts in texts: addresses, and what is percent-encoded. */
  function innerSpans(text: string, depth: number): Replacement[] {
    if (depth > deepest) return [];
    const decode = (match: string): string => redactEncoded(match, (plain) => textAt(plain, depth + 1));
    return [
      ...spansOf(text, urlPattern, (match) => url(match, depth)),
      ...(text.includes("%") ? spansOf(text, encodedPattern, decode, isEncoded) : []),
    ];
  }

  const allSpans = (text: string, depth: number): Replacement[] => [...innerSpans(text, depth), ...shapeSpans(text)];

  function textAt(text: string, depth: number): string {
    if (isKept(text)) return text;
    const between = (rest: string): string => replaced(rest, knownSpans(rest), String);
    return replaced(text, [...allSpans(text, depth), ...knownSpans(text)], between);
  }

  const redactText = (text: string): string => inJson(text) ?? textAt(text, 0);

  function learnName(name: string): void {
    for (const word of tellingWords(name)) if (!isKept(word)) known.learn(word, { kind: "name", value: word });
  }

  function learn(value: string, kind: Kind): void {
    if (kind === "phone" && digitsOf(value).length >= 7) phones.add(digitsOf(value).slice(-9));
    // whose address it is stands in front of the @
    if (kind === "email") learnName(value.replace(/@.*$/s, ""));
    const length = value.replace(/[^\p{L}\p{N}]+/gu, "").length;
    const isCommon = commonWords.has(folded(value)) || wireWords.has(value);
    if (length >= fewestCharacters && !isCommon && !notLearnt.has(kind)) known.learn(value, { kind, value });
  }

  function nameText(name: string): string {
    return replaced(name, allSpans(name, 0), (rest) => {
      learnName(rest);
      return withOtherWords(rest, (word) => (isKept(word) ? word : inCaseOf(word, pseudonyms.of("name", word))));
    });
  }

  /** The kind of a value that its shape tells better than its key: an id may be an e-mail address. */
  function shapeOf(text: string): Kind | undefined {
    return shapes.find(({ pattern, accept = () => true }) => text.match(pattern)?.[0] === text && accept(text))?.kind;
  }

  function valueText(text: string, kind: Kind | undefined): string {
    if (kind === undefined) return redactText(text);
    if (text.trim() === "" || isKept(text)) return text;
    if (kind === "name") return nameText(text);
    const [, scheme = "", value = ""] = /^((?:bearer|basic|token) +)?(.*)$/is.exec(text.trim()) ?? [];
    const known = kind === "token" || kind === "cid" ? kind : (shapeOf(value) ?? kind);
    learn(value, known);
    return scheme + pseudonyms.of(known, value);
  }

  function valueNumber(value: number, kind: Kind | undefined): number {
    const digits = String(value);
    if (isKept(digits)) return value;
    if (kind === undefined) {
      const result = replaced(digits, [...knownSpans(digits), ...shapeSpans(digits)], String);
      return result === digits ? value : numeric(result);
    }
    const own = kind === "phone" || kind === "coordinate" || kind === "id" ? kind : "value";
    learn(digits, own);
    return numeric(pseudonyms.of(own, digits));
  }

  return {
    text: redactText,
    valueText,
    valueNumber,
    learnName,
    learnSecret: (secret) => learn(secret, "token"),
    uncounted: pseudonyms.uncounted,
    report: pseudonyms.report,
  };
}
