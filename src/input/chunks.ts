import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import { UlbotError } from "../errors.ts";
import { textLimit, tooLarge } from "./decode.ts";
import { unreadable } from "./files.ts";

// larger ones are no faster: what is made of them outlives the collector's first look
const chunkSize = 256 * 1024;

/**
 * The bytes of a file, piece by piece; a piece is overwritten by the next one. Throws an `UlbotError` that names the file.
 */
export function* chunksOf(file: string, cwd: string): Generator<Buffer> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(resolve(cwd, file), "r");
    const chunk = Buffer.allocUnsafe(chunkSize);
    for (let length = readSync(descriptor, chunk); length > 0; length = readSync(descriptor, chunk)) {
      yield chunk.subarray(0, length);
    }
  } catch (error) {
    throw error instanceof UlbotError ? error : unreadable(file, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The bytes in a gzipped file. Throws an `UlbotError` that names the file where it can't be read, or is damaged. */
export async function* unzippedChunksOf(file: string, cwd: string): AsyncGenerator<Buffer> {
  const [{ createGunzip }, { pipeline }] = await Promise.all([import("node:zlib"), import("node:stream")]);
  const unzipped = createGunzip({ chunkSize });
  // what the file itself fails with goes on to whoever reads
  pipeline(createReadStream(resolve(cwd, file), { highWaterMark: chunkSize }), unzipped, () => {});
  try {
    yield* unzipped;
  } catch (error) {
    throw unreadable(file, error);
  }
}

const gzipMark = [0x1f, 0x8b];

/** The same bytes, unpacked where they are gzipped. Throws an `UlbotError` that names the source where that is damaged. */
export async function* unzipped(chunks: AsyncGenerator<Buffer>, source: string): AsyncGenerator<Buffer> {
  let first: Buffer = Buffer.alloc(0);
  while (first.length < gzipMark.length) {
    const { value, done } = await chunks.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  async function* all() {
    yield first;
    yield* chunks;
  }
  if (!gzipMark.every((byte, index) => first[index] === byte)) return yield* all();
  const [{ createGunzip }, { pipeline }] = await Promise.all([import("node:zlib"), import("node:stream")]);
  const result = createGunzip({ chunkSize });
  pipeline(all(), result, () => {});
  try {
    yield* result;
  } catch (error) {
    const isDamaged = String((error as NodeJS.ErrnoException).code).startsWith("Z_");
    throw isDamaged ? unreadable(source, error) : error;
  }
}

/** The bytes of standard input. Rejects with the signal's reason where that aborts meanwhile. */
export async function* stdinChunks(stdin: NodeJS.ReadableStream, signal?: AbortSignal): AsyncGenerator<Buffer> {
  // whoever did not know that something was to be typed has to be able to stop it
  if (signal) (await import("node:stream")).addAbortSignal(signal, stdin as Readable);
  try {
    for await (const chunk of stdin) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
  } catch (error) {
    signal?.throwIfAborted();
    throw unreadable("<stdin>", error);
  }
}

/** All bytes of a source at once. Throws an `UlbotError` where they can't be one text. */
export async function joined(chunks: AsyncIterable<Buffer>, source: string): Promise<Buffer> {
  const list: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    list.push(chunk);
    length += chunk.length;
    if (length > textLimit) throw tooLarge(source);
  }
  return Buffer.concat(list, length);
}
