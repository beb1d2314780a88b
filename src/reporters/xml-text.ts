import { printable } from "../printable.ts";

/** Text for XML: besides what `printable` shows, XML 1.0 has no place for two characters of the first plane. */
export function xmlText(text: string): string {
  const shown = printable(text, { newlines: true });
  return shown.replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

/** Text for a CDATA section of `junit-report-builder`, which takes its end out of it only once. */
export function sectionText(text: string): string {
  return xmlText(text).replaceAll("]]>", "]] >");
}
