import { smsLimits } from "../protocol/channels.ts";

/** Characters of GSM-7 that take one septet, and those that take an escape and another one (3GPP TS 23.038). */
const alphabet = {
  one: "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
  two: "\f^{}\\[~]|€",
} as const;

/** UTF-16 unit → how many septets; 0 outside GSM-7. */
const septets = new Uint8Array(0x20ad);
for (const character of alphabet.one) septets[character.charCodeAt(0)] = 1;
for (const character of alphabet.two) septets[character.charCodeAt(0)] = 2;

/** How many units fit into the only part of an SMS, and into each of several. */
export const smsLimitsOf = { "GSM-7": smsLimits.septets, "UCS-2": smsLimits.ucs2 } as const;

/** How a text is sent as SMS. */
export interface SmsParts {
  readonly parts: number;
  readonly encoding: keyof typeof smsLimitsOf;
  /** septets in GSM-7, UTF-16 units in UCS-2 */
  readonly units: number;
  /** where the first character stands that is not in GSM-7, which makes all of the text UCS-2; -1 where all are */
  readonly foreignAt: number;
}

/** What can't be divided between parts: in GSM-7 an escape and its character, in UCS-2 a surrogate pair. */
const sizeAt = {
  "GSM-7": (text: string, index: number) => septets[text.charCodeAt(index)] ?? 0,
  "UCS-2": (text: string, index: number) => ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1),
} as const;

function foreignIn(text: string): number {
  for (let index = 0; index < text.length; index++) if (!septets[text.charCodeAt(index)]) return index;
  return -1;
}

/**
 * Divides a text into the parts of an SMS. sms-segments-calculator says the same, but takes milliseconds for a text and
 * minutes for a long one; the tests hold the two together. It also keeps all of an emoji sequence in one part, which the
 * vendor's page does not say.
 */
export function smsParts(text: string): SmsParts {
  const foreignAt = foreignIn(text);
  const encoding = foreignAt === -1 ? "GSM-7" : "UCS-2";
  const [size, { one, each }] = [sizeAt[encoding], smsLimitsOf[encoding]];
  let [parts, used, units] = [1, 0, 0];
  for (let index = 0; index < text.length; ) {
    const needed = size(text, index);
    if (used + needed > each.value) [parts, used] = [parts + 1, 0];
    used += needed;
    units += needed;
    index += encoding === "UCS-2" ? needed : 1;
  }
  return { parts: units <= one.value ? 1 : parts, encoding, units, foreignAt };
}

/** Whether a text fits into one part of an SMS; much faster than dividing it. */
export function fitsInOnePart(text: string): boolean {
  const { "GSM-7": gsm7, "UCS-2": ucs2 } = smsLimitsOf;
  if (text.length <= ucs2.one.value) return true;
  if (text.length > gsm7.one.value) return false;
  let units = 0;
  for (let index = 0; index < text.length; index++) {
    const size = septets[text.charCodeAt(index)];
    if (!size) return false;
    units += size;
  }
  return units <= gsm7.one.value;
}

/** What GSM-7 has for characters that it lacks. */
const lookalikes: Readonly<Record<string, string>> = {
  ...sameFor("'", "‘’‚‛′`´"),
  ...sameFor('"', "“”„‟«»″"),
  ...sameFor("-", "‐‑‒–—―−•·"),
  ...sameFor(" ", "\t\u00a0\u2007\u2009\u202f"),
  ...sameFor("", "\u00ad\u200b\u2060\ufeff"),
  "…": "...",
};

function sameFor(plain: string, characters: string): Record<string, string> {
  return Object.fromEntries([...characters].map((character) => [character, plain]));
}

/** A character as GSM-7 can write it: itself, one that looks like it, or `undefined` where there is none. */
export function gsm7For(character: string): string | undefined {
  return foreignIn(character) === -1 ? character : lookalikes[character];
}
