/** Control characters that JSON lets stand in a text, and those that reorder or hide what stands around them. */
const escapable = /[\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The JSON of a value on one line, or on several with an `indent`, with nothing in it that a terminal would act on. */
export function printableJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  return text.replace(escapable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A JSON document for stdout, with nothing in it that a terminal would act on. */
export function jsonText(value: unknown): string {
  return `${printableJson(value, 2)}\n`;
}
