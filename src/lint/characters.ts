/** A pattern made when it is first used: to read those with Unicode properties takes a millisecond of every start. */
function later(source: string, flags: string): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= new RegExp(source, flags);
    return pattern;
  };
}

const visible = later(
  String.raw`\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\ufe0f?\u200d\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)*|.`,
  "gsu",
);

/** A text's characters as people see them: flags and most emoji are several code points. */
export function charactersOf(text: string): readonly string[] {
  return text.match(visible()) ?? [];
}

const letter = later(String.raw`^[\p{L}\p{M}\p{N}]`, "u");

/** Whether a character is a letter or a digit, or belongs to one. */
export function isLetter(character: string): boolean {
  return letter().test(character);
}

/** What can't be seen has a name only. */
const unseen = [
  [later(String.raw`^\t$`, "u"), "a tab"],
  [later(String.raw`^\p{Z}$`, "u"), "a blank"],
  [later(String.raw`^\p{M}$`, "u"), "a combining mark"],
  [later(String.raw`^\p{C}$`, "u"), "an invisible character"],
] as const;

const seen = [
  [/^[‘’‚‛“”„‟]$/, "a curly quote "],
  [/^[‐‑‒–—―−]$/, "a dash "],
] as const;

/** A character with its code: `a curly quote ’ (U+2019)`, `a tab (U+0009)`; one of several code points just as it is. */
export function characterName(character: string): string {
  if ([...character].length > 1) return character;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const hidden = unseen.find(([pattern]) => pattern().test(character))?.[1];
  const kind = seen.find(([pattern]) => pattern.test(character))?.[1] ?? "";
  return `${hidden ?? kind + character} (U+${code})`;
}
