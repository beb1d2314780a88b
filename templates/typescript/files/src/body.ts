import type { IncomingMessage } from "node:http";
import { HttpError } from "./http-error.ts";

/** Bytes of a webhook, at most: far more than the platform sends. */
export const bodyLimit = 1024 * 1024;

/** The text of a request's body. Throws 413 where it is too long, 400 where it breaks off. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      // read to its end, so that whoever sends it gets an answer, but not kept
      if (size <= bodyLimit) chunks.push(chunk);
    }
  } catch {
    throw new HttpError(400, "the body broke off");
  }
  if (size > bodyLimit) throw new HttpError(413, `the body has more than ${bodyLimit} bytes`);
  return Buffer.concat(chunks).toString("utf8");
}
