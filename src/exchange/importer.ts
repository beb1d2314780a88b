import type { FileValue } from "../input/values.ts";
import type { Channel } from "../protocol/channels.ts";
import type { Imported } from "./exchange.ts";

/** A file of another tool. */
export interface ImportSource {
  /** as reports call it */
  readonly file: string;
  readonly text: string;
  /** its JSON value; `undefined` where it is no JSON */
  readonly value: unknown;
  /** the value with its place; throws an `UlbotError` that says where and why it is no JSON */
  json(): FileValue;
}

export interface ImportSettings {
  /** the time, in milliseconds since the Unix epoch, of what has none */
  readonly now: number;
  /** where a conversation takes place that does not say so itself */
  readonly channel: Channel | undefined;
}

/** What reads the files of another tool. */
export interface Importer {
  /** true where conversations don't say on which channel they take place, or may be taken to another one */
  readonly takesChannel?: true;
  /** whether a file looks like one of that tool */
  recognises(source: ImportSource): boolean;
  /** rejects with an `UlbotError` (usage), with file and line, for what can't be read */
  read(source: ImportSource, settings: ImportSettings): Promise<Imported>;
}
