import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { joined, stdinChunks } from "../input/chunks.ts";
import { kindOf } from "../input/file-kind.ts";
import { stdinName, unreadable } from "../input/files.ts";
import { displayName, type InputAccess } from "../input/input.ts";
import { type FileValue, readValues } from "../input/values.ts";
import { isEntryHead } from "./read.ts";

/** Something about a file that is worth knowing but stops nobody. */
export interface Warning {
  readonly file: string;
  /** from 1 */
  readonly line: number;
  readonly message: string;
}

/** The values of a file that may be a transcript. */
export interface RecordedValues {
  readonly values: readonly FileValue[];
  readonly warnings: readonly Warning[];
}

const newline = 10;

function isJson(bytes: Buffer, accept: (value: unknown) => boolean = () => true): boolean {
  try {
    return accept(JSON.parse(bytes.toString()));
  } catch {
    return false;
  }
}

/** Where the half-written last line of a transcript begins; `undefined` where there is none. */
function cutAt(bytes: Buffer): number | undefined {
  const start = bytes.lastIndexOf(newline) + 1;
  const last = bytes.subarray(start);
  if (start === 0 || isJson(last) || last.toString().trim() === "") return undefined;
  // the first line tells that this is a transcript, not the end of a value over several lines
  return isJson(bytes.subarray(0, bytes.indexOf(newline)), isEntryHead) ? start : undefined;
}

function bytesOf(name: string, { cwd, stdin, signal }: InputAccess): Promise<Buffer> | Buffer {
  if (name === stdinName) return joined(stdinChunks(stdin, signal), "<stdin>");
  try {
    return readFileSync(resolve(cwd, name));
  } catch (error) {
    throw unreadable(name, error);
  }
}

function lineNumberAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let end = bytes.indexOf(newline); end !== -1 && end < offset; end = bytes.indexOf(newline, end + 1)) line++;
  return line;
}

/**
 * The JSON values of a file or of standard input, as `readValues` gives them; where it is a transcript whose last line was
 * cut, those before it and a warning. Throws as `readValues` does.
 */
export async function readRecorded(name: string, access: InputAccess): Promise<RecordedValues> {
  const file = displayName(name, access);
  const { syntax, isGzip } = kindOf(file);
  if (syntax !== "json" || isGzip) return { values: await readValues(name, access), warnings: [] };
  const bytes = await bytesOf(name, access);
  const cut = cutAt(bytes);
  const whole = Readable.from([bytes.subarray(0, cut)]);
  const values = await readValues(stdinName, { ...access, stdin: whole, stdinFile: file });
  if (cut === undefined) return { values, warnings: [] };
  const message = "the last line is cut off and was left out";
  return { values, warnings: [{ file, line: lineNumberAt(bytes, cut), message }] };
}
