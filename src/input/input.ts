import { joined, stdinChunks, unzipped, unzippedChunksOf } from "./chunks.ts";
import { decode } from "./decode.ts";
import { type FileKind, kindOf } from "./file-kind.ts";
import { readTextFile, stdinName } from "./files.ts";
import type { Json } from "./json.ts";
import { asJsonLines, type ByteRange, beginsJsonLines, type Lines, linesIn, readLines } from "./lines.ts";

/** Where input is read from. */
export interface InputAccess {
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  /** stops waiting for standard input */
  readonly signal?: AbortSignal | undefined;
  /** the name that standard input has in reports, and that tells what is on it */
  readonly stdinFile?: string | undefined;
}

/** What is in a file: one JSON value a line, piece by piece, or one text. */
export type Input = { readonly lines: Lines } | { readonly text: string; readonly syntax: Json["syntax"] };

/** How reports call a file. */
export function displayName(file: string, { stdinFile = "<stdin>" }: Pick<InputAccess, "stdinFile">): string {
  return file === stdinName ? stdinFile : file;
}

function textInput(text: string, { syntax }: FileKind): Input {
  const lines = syntax === "json" ? asJsonLines(text) : undefined;
  return lines ? { lines: [lines] } : { text, syntax };
}

/** As much as is looked at to tell JSON Lines that don't have its name. */
const peekSize = 1024 * 1024;

async function chunkInput(chunks: AsyncGenerator<Buffer>, kind: FileKind, name: string): Promise<Input> {
  if (kind.isLines) return { lines: linesIn(chunks, name) };
  const seen: Buffer[] = [];
  for (let size = 0; size < peekSize; ) {
    const { value, done } = await chunks.next();
    if (done) break;
    seen.push(value);
    size += value.length;
  }
  async function* all() {
    yield* seen;
    yield* chunks;
  }
  const isLines = kind.syntax === "json" && beginsJsonLines(Buffer.concat(seen).toString()) === true;
  return isLines ? { lines: linesIn(all(), name) } : textInput(decode(await joined(all(), name), name), kind);
}

/**
 * Opens a file, or standard input for `-`; of JSON Lines that are not gzipped only those that begin in `range`, where one
 * is given. Lines are read in constant memory while they are walked. Throws an `UlbotError` that names what can't be read,
 * or rejects with the signal's reason where that aborts while standard input is read; so does walking the lines.
 */
export async function openInput(file: string, access: InputAccess, range?: ByteRange): Promise<Input> {
  const name = displayName(file, access);
  const kind = kindOf(name);
  if (file === stdinName) return chunkInput(unzipped(stdinChunks(access.stdin, access.signal), name), kind, name);
  if (kind.isGzip) return chunkInput(unzippedChunksOf(file, access.cwd), kind, name);
  return kind.isLines ? { lines: readLines(file, access.cwd, range) } : textInput(readTextFile(file, access.cwd), kind);
}
