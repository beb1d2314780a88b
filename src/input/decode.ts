import { constants } from "node:buffer";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Byte order marks of UTF-16, and a zero byte, which no JSON text in UTF-8 has. */
function foreign(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return "it is UTF-16 text";
  return bytes.subarray(0, 8192).includes(0) ? "it is binary, or UTF-16 text" : undefined;
}

/**
 * Bytes as text; a UTF-8 byte order mark is left out. Throws an `UlbotError` for anything that isn't UTF-8, naming the
 * source and the line, where `firstLine` is the number of the first one.
 */
export function decode(bytes: Uint8Array, source: string, firstLine = 1): string {
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    const hint = "split it, or write one JSON value a line and name it .jsonl";
    throw refusal(source, "it is larger than 512 MB", hint);
  }
  const reason = foreign(bytes);
  if (reason !== undefined) {
    throw refusal(source, reason, "save it as UTF-8");
  }
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    const line = firstLine + linesBeforeFault(bytes);
    throw refusal(source, `line ${line} is not UTF-8 text`, "save it as UTF-8", cause);
  }
}

function refusal(source: string, reason: string, hint: string, cause?: unknown): UlbotError {
  return new UlbotError("usage", `cannot read ${printable(source)}: ${reason}`, { hint, cause });
}

/** How many lines stand before the first one that isn't UTF-8. */
function linesBeforeFault(bytes: Uint8Array): number {
  let lines = 0;
  for (let start = 0; start < bytes.length; lines++) {
    const found = bytes.indexOf(10, start);
    const end = found === -1 ? bytes.length : found;
    try {
      utf8.decode(bytes.subarray(start, end));
    } catch {
      return lines;
    }
    start = end + 1;
  }
  return lines;
}
