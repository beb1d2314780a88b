import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import { decode } from "./decode.ts";
import { unreadable } from "./files.ts";

/** A line that isn't blank, with its number from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

const chunkSize = 1024 * 1024;
const newline = 10;

function* chunksOf(file: string, cwd: string): Generator<Buffer> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(resolve(cwd, file), "r");
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkSize);
      const length = readSync(descriptor, chunk, 0, chunkSize, null);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } catch (error) {
    throw error instanceof UlbotError ? error : unreadable(file, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Whether a file holds one JSON value a line, by its name. */
export function isJsonLines(file: string): boolean {
  return /\.(jsonl|ndjson)$/i.test(file);
}

/**
 * The lines of a UTF-8 file, in constant memory however long the file is; one list for each piece that was read, so that
 * whoever walks them can pause in between. Throws an `UlbotError` that names the file and the line.
 */
export function* readLines(file: string, cwd: string): Generator<Line[]> {
  let rest: Buffer[] = [];
  let number = 1;
  const lineOf = (bytes: Uint8Array): Line => ({ number, text: decode(bytes, file, number) });
  for (const chunk of chunksOf(file, cwd)) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const piece = chunk.subarray(start, end);
      lines.push(lineOf(rest.length > 0 ? Buffer.concat([...rest, piece]) : piece));
      rest = [];
      number++;
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    yield lines.filter(isFilled);
  }
  if (rest.length > 0) yield [lineOf(Buffer.concat(rest))].filter(isFilled);
}

const isFilled = ({ text }: Line): boolean => text.trim() !== "";

function holdsObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

/**
 * The lines of a text of which the first that isn't blank is JSON by itself, with others behind it: as a whole, such a
 * text is never JSON. `undefined` for any other text.
 */
export function asJsonLines(text: string): Line[] | undefined {
  const start = text.search(/\S/);
  const end = text.indexOf("\n", start);
  if (end === -1 || text.slice(end).trim() === "" || !holdsObject(text.slice(start, end))) return undefined;
  return text
    .split("\n")
    .map((line, index): Line => ({ number: index + 1, text: line }))
    .filter(isFilled);
}
