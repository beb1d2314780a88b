/**
 * What must not reach a terminal or a log as it is: control characters (C0, DEL, C1), lone surrogates, line and paragraph
 * separators, bidi embeddings, overrides and isolates, and characters without width that can hide in a name. Joiners and
 * direction marks stay: emoji, Persian and Hebrew need them, and they cannot reorder what stands around them.
 */
const unprintable = /[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\p{Surrogate}]/gu;

const shortNames: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Makes text from outside safe to print: what a terminal would act on or hide becomes visible (`\x1b`, `\u202e`, `\n`).
 * With `newlines` line feeds stay as they are.
 */
export function printable(text: string, { newlines = false }: { readonly newlines?: boolean } = {}): string {
  return text.replace(unprintable, (character) => (newlines && character === "\n" ? character : visible(character)));
}

function visible(character: string): string {
  const code = character.charCodeAt(0);
  return shortNames[character] ?? (code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`);
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
