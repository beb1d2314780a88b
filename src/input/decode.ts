import { constants, isAscii, isUtf8 } from "node:buffer";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";

const asUtf8 = "save it as UTF-8";

/** What bytes are instead of text in UTF-8, and what to do about it; `undefined` where they may be such text. */
function foreign(bytes: Buffer): readonly [reason: string, hint: string] | undefined {
  const [first, second] = bytes;
  if (first === 0x1f && second === 0x8b) return ["it is compressed", "name it .gz, or unpack it first"];
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (hasMark) return ["it is UTF-16 text", asUtf8];
  return bytes.subarray(0, 8192).includes(0) ? ["it is binary, or UTF-16 text", asUtf8] : undefined;
}

/** Whether bytes are UTF-8 text for sure: `decode` takes all of them, and all pieces that end where characters do. */
export function isPlain(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.includes(0);
}

/** What cuts texts out of UTF-8 bytes in the quickest way; a byte order mark at the start of a piece is left out. */
export function cutterOf(bytes: Buffer): (start: number, end: number) => string {
  if (isAscii(bytes)) return (start, end) => bytes.toString("latin1", start, end);
  return (start, end) => {
    const text = bytes.toString("utf8", start, end);
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  };
}

/** The most bytes that can become one text. */
export const textLimit = constants.MAX_STRING_LENGTH;

/** The failure of a source with a text that is larger than that. */
export function tooLarge(source: string): UlbotError {
  return refusal(source, "it is larger than 512 MB", "split it, or write one JSON value a line and name it .jsonl");
}

/**
 * Bytes as text; a UTF-8 byte order mark is left out. Throws an `UlbotError` for anything that isn't UTF-8, naming the
 * source and the line, where `firstLine` is the number of the first one.
 */
export function decode(bytes: Uint8Array, source: string, firstLine = 1): string {
  if (bytes.length > textLimit) throw tooLarge(source);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = foreign(buffer);
  if (found !== undefined) throw refusal(source, ...found);
  if (isUtf8(buffer)) return cutterOf(buffer)(0, buffer.length);
  throw refusal(source, `line ${firstLine + linesBeforeFault(buffer)} is not UTF-8 text`, asUtf8);
}

function refusal(source: string, reason: string, hint: string): UlbotError {
  return new UlbotError("usage", `cannot read ${printable(source)}: ${reason}`, { hint });
}

/** How many lines stand before the first one that isn't UTF-8. */
function linesBeforeFault(bytes: Buffer): number {
  let lines = 0;
  for (let start = 0; start < bytes.length; lines++) {
    const found = bytes.indexOf(10, start);
    const end = found === -1 ? bytes.length : found;
    if (!isUtf8(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
  return lines;
}
