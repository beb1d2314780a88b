import { chunksOf } from "./chunks.ts";
import { cutterOf, decode, isPlain, textLimit, tooLarge } from "./decode.ts";

/** A line that isn't blank, with its number from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** Lines in pieces, as they are read. */
export type Lines = Iterable<readonly Line[]> | AsyncIterable<readonly Line[]>;

/** A part of a file, in bytes, the end not included. A line belongs to the part in which it begins. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const newline = 10;

/** Whether there is more in a line than JSON's white space. */
const isFilled = ({ text }: Line): boolean => text.charCodeAt(0) > 32 || /[^ \t\r]/.test(text);

/** Bytes that end where a line does as lines. Throws an `UlbotError` where they aren't UTF-8. */
function linesOf(bytes: Buffer, source: string, firstNumber: number): { lines: Line[]; count: number } {
  // one look at all of them; where it finds something, another at each line
  const cut = isPlain(bytes)
    ? cutterOf(bytes)
    : (start: number, end: number) => decode(bytes.subarray(start, end), source, firstNumber + count);
  const lines: Line[] = [];
  let count = 0;
  let start = 0;
  for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
    const line = { number: firstNumber + count, text: cut(start, end) };
    if (isFilled(line)) lines.push(line);
    count++;
    start = end + 1;
  }
  return { lines, count };
}

/** Puts lines together that come in pieces of any size. */
class LineSplitter {
  readonly #source: string;
  #number: number;
  /** the beginning of a line whose end is still to come */
  #open: Buffer[] = [];
  #openLength = 0;

  constructor(source: string, firstNumber = 1) {
    this.#source = source;
    this.#number = firstNumber;
  }

  /** The lines that end in a piece; it may be overwritten afterwards. */
  push(chunk: Buffer): Line[] {
    const firstEnd = chunk.indexOf(newline) + 1;
    if (firstEnd === 0) {
      this.#keep(chunk);
      return [];
    }
    const lastEnd = chunk.lastIndexOf(newline) + 1;
    // so that a chunk is not copied whole for the end of the line before it
    const wholeFrom = this.#openLength === 0 ? 0 : firstEnd;
    const lines = wholeFrom === 0 ? [] : this.#take(Buffer.concat([...this.#open, chunk.subarray(0, wholeFrom)]));
    this.#open = [];
    this.#openLength = 0;
    const others = this.#take(chunk.subarray(wholeFrom, lastEnd));
    this.#keep(chunk.subarray(lastEnd));
    return lines.concat(others);
  }

  /** The last line, where nothing ends it. */
  end(): Line[] {
    return this.#openLength === 0 ? [] : this.push(Buffer.from("\n"));
  }

  #take(bytes: Buffer): Line[] {
    const { lines, count } = linesOf(bytes, this.#source, this.#number);
    this.#number += count;
    return lines;
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#openLength += bytes.length;
    if (this.#openLength > textLimit) throw tooLarge(this.#source);
    this.#open.push(Buffer.from(bytes));
  }
}

/** Walks to the lines that begin in a range, and ends behind the last of them; `number` is that of the first line. */
function* piecesIn(chunks: Iterable<Buffer>, { start, end }: ByteRange): Generator<{ piece: Buffer; number: number }> {
  if (start >= end) return;
  let offset = 0;
  let number = 1;
  let isInside = start === 0;
  for (const chunk of chunks) {
    const chunkStart = offset;
    offset += chunk.length;
    let from = 0;
    // a line that begins before the range belongs to another, even where it reaches into this one
    while (!isInside) {
      from = chunk.indexOf(newline, from) + 1;
      if (from === 0) break;
      number++;
      isInside = chunkStart + from >= start;
      if (chunkStart + from >= end) return;
    }
    if (!isInside) continue;
    // the end of the first line that reaches the end of the range
    const last = chunk.indexOf(newline, Math.max(from, end - 1 - chunkStart)) + 1;
    yield { piece: chunk.subarray(from, last === 0 ? chunk.length : last), number };
    if (last !== 0) return;
  }
}

/**
 * The lines of a UTF-8 file, or those that begin in a part of it, in constant memory however long the file is; one list
 * for each piece that was read, so that whoever walks them can pause in between. Throws an `UlbotError` that names the file
 * and the line.
 */
export function* readLines(file: string, cwd: string, range?: ByteRange): Generator<Line[]> {
  let splitter: LineSplitter | undefined;
  for (const { piece, number } of piecesIn(chunksOf(file, cwd), range ?? { start: 0, end: Number.POSITIVE_INFINITY })) {
    splitter ??= new LineSplitter(file, number);
    yield splitter.push(piece);
  }
  if (splitter) yield splitter.end();
}

/** The lines of what comes in pieces, one list for each of them. Throws an `UlbotError` where they aren't UTF-8. */
export async function* linesIn(chunks: AsyncIterable<Buffer>, source: string): AsyncGenerator<Line[]> {
  const splitter = new LineSplitter(source);
  for await (const chunk of chunks) yield splitter.push(chunk);
  yield splitter.end();
}

/** Whether a line is a list or an object by itself. */
function holdsObject(line: string): boolean {
  // the first line of a value that is formatted ends otherwise, and an exception takes its time
  const last = line.trimEnd().at(-1);
  if (last !== "]" && last !== "}") return false;
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}

/**
 * Whether what a text begins with tells that it is JSON Lines: a list or an object on the first line that isn't blank, with
 * something else behind it. As a whole, such a text is never JSON. `undefined` where more of the text could tell.
 */
export function beginsJsonLines(text: string): boolean | undefined {
  const start = text.search(/\S/);
  const end = text.indexOf("\n", start);
  if (start === -1 || end === -1) return undefined;
  if (!holdsObject(text.slice(start, end))) return false;
  return text.slice(end).trim() === "" ? undefined : true;
}

/** The lines of a text that is JSON Lines; `undefined` for any other text. */
export function asJsonLines(text: string): Line[] | undefined {
  if (beginsJsonLines(text) !== true) return undefined;
  return text
    .split("\n")
    .map((line, index): Line => ({ number: index + 1, text: line }))
    .filter(isFilled);
}
