import { closeSync, constants, fstatSync, ftruncateSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, parse } from "node:path";
import { systemCode, UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { canonical } from "./canonical.ts";
import { type Entry, schemaVersion } from "./entry.ts";

const firstKeys = ["schemaVersion", "at", "cid", "kind", "status", "ms", "event", "events", "finding"];

/**
 * An entry as the line of a transcript, line feed included: the same bytes whatever order its keys come in. The `first`
 * line of a file says which version it is.
 */
export function entryText(entry: Entry, { first = false }: { readonly first?: boolean } = {}): string {
  const { schemaVersion: _, ...rest } = entry;
  return `${JSON.stringify(canonical(first ? { schemaVersion, ...rest } : rest, firstKeys))}\n`;
}

/** A transcript that is being written. */
export interface Transcript {
  /** the path it really has */
  readonly file: string;
  /** Writes one line, all of it or nothing, and throws an `UlbotError` where it can't be written. */
  append(entry: Entry): void;
}

const unwritable = (file: string, error: unknown): UlbotError =>
  new UlbotError("unavailable", `cannot write ${printable(file)}: ${(error as Error).message}`, { cause: error });

/** Only whoever records may read it. */
const mode = 0o600;

const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY } = constants;

/** Creates an empty file; where there is one already, beside it, with a number. */
function create(path: string): string {
  const { dir, name, ext } = parse(path);
  for (let number = 1; ; number++) {
    const file = number === 1 ? path : `${dir === "" ? "" : `${dir}/`}${name}-${number}${ext}`;
    try {
      closeSync(openSync(file, O_WRONLY | O_CREAT | O_EXCL, mode));
      return file;
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
    }
  }
}

/** One write for the line, so that a kill leaves whole lines only; what a full disk cut short is taken back. */
function appendLine(file: string, line: string): void {
  // opened each time: conversations can be many, and one that was moved away must not be written to unseen
  const descriptor = openSync(file, O_WRONLY | O_APPEND);
  try {
    const bytes = Buffer.from(line);
    const { size } = fstatSync(descriptor);
    const written = writeSync(descriptor, bytes);
    if (written === bytes.length) return;
    ftruncateSync(descriptor, size);
    throw new Error(`only ${written} of ${bytes.length} bytes could be written`);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Begins a transcript at a path, with the folders that lead there. A file that is there already stays: then the transcript
 * is `NAME-2.jsonl`, `NAME-3.jsonl` … Throws an `UlbotError` where it can't be written.
 */
export function openTranscript(path: string): Transcript {
  let first = true;
  const orFail = <T>(file: string, write: () => T): T => {
    try {
      return write();
    } catch (error) {
      throw unwritable(file, error);
    }
  };
  const file = orFail(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    return create(path);
  });
  const append = (entry: Entry): void => {
    orFail(file, () => appendLine(file, entryText(entry, { first })));
    first = false;
  };
  return { file, append };
}
