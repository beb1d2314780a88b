import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from "node:zlib";
import { systemCode } from "../errors.ts";
import { printable } from "../printable.ts";

type Decode = (bytes: Uint8Array, options: ZlibOptions) => Promise<Uint8Array>;

const gunzipBytes: Decode = promisify<Uint8Array, ZlibOptions, Buffer>(gunzip);
const inflateBytes: Decode = promisify<Uint8Array, ZlibOptions, Buffer>(inflate);
const inflateRawBytes: Decode = promisify<Uint8Array, ZlibOptions, Buffer>(inflateRaw);

const decoders: Readonly<Record<string, Decode>> = {
  gzip: gunzipBytes,
  "x-gzip": gunzipBytes,
  // "deflate" should have a zlib header (its low half byte is 8), but servers that leave it out are common
  deflate: (bytes, options) => (((bytes[0] ?? 0) & 0x0f) === 8 ? inflateBytes : inflateRawBytes)(bytes, options),
  br: promisify<Uint8Array, ZlibOptions, Buffer>(brotliDecompress),
};

/** What a client that uses `readText` may say it accepts. */
export const acceptedEncodings = "gzip, deflate, br";

/** Why a body is not text; `message` is the part of a sentence that follows "the answer". */
export interface UnreadableBody {
  readonly failure: "encoding" | "too-large";
  readonly message: string;
}

/**
 * The text of a body: unpacked as its content-encoding says, at most `maxBytes` bytes of UTF-8, without a byte order mark.
 */
export async function readText(
  bytes: Uint8Array,
  encoding: string | undefined,
  maxBytes: number,
): Promise<string | UnreadableBody> {
  const plain = await unpack(bytes, encoding?.trim().toLowerCase() || "identity", maxBytes);
  if ("failure" in plain) return plain;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(plain);
  } catch {
    return { failure: "encoding", message: "is not valid UTF-8, the only encoding JSON has" };
  }
}

async function unpack(bytes: Uint8Array, encoding: string, maxBytes: number): Promise<Uint8Array | UnreadableBody> {
  if (encoding === "identity" || bytes.length === 0) return bytes;
  const decode = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (!decode) {
    const message = `has the content-encoding "${printable(encoding)}", which is none of ${acceptedEncodings}`;
    return { failure: "encoding", message };
  }
  try {
    return await decode(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    return systemCode(error) === "ERR_BUFFER_TOO_LARGE"
      ? tooLarge(maxBytes)
      : { failure: "encoding", message: `says it is ${encoding}, but cannot be unpacked (${systemCode(error)})` };
  }
}

/** What to say of a body that goes beyond `maxBytes`. */
export function tooLarge(maxBytes: number): UnreadableBody {
  const mebibytes = maxBytes / 1024 ** 2;
  const limit = mebibytes >= 1 ? `${Number(mebibytes.toFixed(1))} MiB` : `${maxBytes} bytes`;
  return { failure: "too-large", message: `is larger than ${limit}, the most that is read` };
}
