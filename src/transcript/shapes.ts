import { isIPv6 } from "node:net";
import { digitsOf, type Kind } from "./pseudonyms.ts";

/** What is told by its look alone. */
interface Shape {
  readonly kind: Kind;
  /**
   * global; each begins where it can't have begun earlier, or is bounded, so that it takes linear time on any text
   */
  readonly pattern: RegExp;
  readonly accept?: (match: string) => boolean;
}

const hasDigit = (text: string): boolean => /\d/.test(text);

/** How often digits and letters meet: seldom in words, often in what was drawn by lot. */
const changes = (text: string): number => text.match(/\d(?=[a-z])|[a-z](?=\d)/gi)?.length ?? 0;

function isRandom(text: string): boolean {
  const isMixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && hasDigit(text);
  return isMixed ? changes(text) >= 4 : !/[-_/]/.test(text) && changes(text) >= 6;
}

/** The check of ISO 7064 that every IBAN passes. */
function isIban(text: string): boolean {
  const compact = text.replace(/\s+/g, "").toUpperCase();
  const moved = compact.slice(4) + compact.slice(0, 4);
  let rest = 0;
  for (const character of moved) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** The check of ISO 7812 that every card number passes. */
function isCard(text: string): boolean {
  const digits = [...digitsOf(text)].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const weighted = index % 2 === 0 ? digit : digit * 2;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return digits.length >= 14 && sum % 10 === 0;
}

const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

/** `gap` may stand between the digits of a number. */
const gap = "[ \\u00a0()./-]{0,3}";
const notInWord = "(?<![\\p{L}\\p{N}_.,:/+-])";
const date = "\\d{1,2}[./-]\\d{1,2}[./-]\\d{4}";

/** Numbers that may be known ones. */
export const anyNumber = new RegExp(`(?<!\\d)\\d(?:${gap}\\d){6,14}(?!\\d)`, "g");

/** A quick look that spares most texts and keys all the others: every shape has a digit, an @ or something long in it. */
export const mayHoldShape = (text: string): boolean => /[@\d]|\S{16}|-----BEGIN/.test(text);

/** What is replaced wherever it stands, a table. */
export const shapes: readonly Shape[] = [
  { kind: "cid", pattern: /chatbot::\d{1,20}:[0-9a-f]{32}/gi },
  {
    kind: "email",
    pattern: /(?<![\p{L}\p{M}\p{N}._%+-])[\p{L}\p{M}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  },
  { kind: "phone", pattern: new RegExp(`\\+${gap}\\d(?:${gap}\\d){6,14}(?!\\d)`, "g") },
  { kind: "phone", pattern: new RegExp(`${notInWord}(?!${date})\\(?0(?:${gap}\\d){8,14}(?!\\d)`, "gu") },
  { kind: "card", pattern: /(?<![\p{L}\p{N}_.-])[3-6]\d{3}(?:[ -]?\d){10,15}(?![\d])/gu, accept: isCard },
  {
    kind: "iban",
    pattern: /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![\p{L}\p{N}])/giu,
    accept: isIban,
  },
  {
    kind: "address",
    pattern: new RegExp(`(?<![\\d.])${octet}(?:\\.${octet}){3}(?!\\.?\\d)`, "g"),
    accept: (text) => !/^(?:127\.|0\.0\.0\.0$)/.test(text),
  },
  {
    kind: "address",
    pattern: /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi,
    accept: (text) => isIPv6(text) && hasDigit(text) && text !== "::1",
  },
  { kind: "token", pattern: /(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g },
  {
    kind: "token",
    pattern: /(?<=\b(?:bearer|basic|token) {1,3})[\w.~+/=-]{8,}/gi,
    accept: (text) => hasDigit(text) || text.length >= 24,
  },
  {
    kind: "token",
    pattern:
      /(?<![A-Za-z0-9])(?:[spr]k_(?:live|test)_\w{8,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[a-z]-[\w-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|npm_\w{30,}|sk-[\w-]{20,})/g,
  },
  {
    kind: "token",
    pattern:
      /(?<=(?:password|passwort|kennwort|passwd|secret|token|api[ _-]?key)["']?(?: is| ist| {0,2}[:=]) {0,2}["']?)[^\s"'&,;]{4,}/gi,
    accept: hasDigit,
  },
  {
    kind: "token",
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
  },
  { kind: "token", pattern: /(?<![\p{L}\p{N}])[0-9a-f]{32,}(?![\p{L}\p{N}])/giu },
  { kind: "token", pattern: /(?<![\w+/=-])[\w+/-]{24,}={0,2}(?!\w)/g, accept: isRandom },
];
