import type { RecordedExchange } from "../../exchange/recorded.ts";

/** Recorded conversations that another tool is to play. */
export interface Script {
  /** one list for each conversation */
  readonly conversations: readonly (readonly RecordedExchange[])[];
  /** where the bot answers; without a fragment */
  readonly url: URL;
  /** names of the headers that the platform sends; their values are secrets, and stay with whoever plays the script */
  readonly headers: readonly string[];
  /** the version of this program */
  readonly version: string;
  /** milliseconds since the Unix epoch, for what was recorded without a time */
  readonly now: number;
}

/** The environment variable that holds the value of a header. */
export function variableOf(header: string): string {
  return header
    .toUpperCase()
    .replace(/\W/g, "_")
    .replace(/^(?=\d)/, "_");
}

/** The URL without anything that a template could take for its own. */
export function plainUrl({ href }: URL): string {
  return href.replace(/[^\w:/.\-?=&%*,@~+!$'();[\]]/g, (character) => encodeURIComponent(character));
}

/** The JSON of a value with no `{{` in its texts, which templates would take for a variable; it still says the same. */
export function withoutTemplates(json: string): string {
  return json.replace(/\{(?=\{)/g, "\\u007b");
}
