import type { IncomingMessage } from "node:http";
import { HttpError } from "./http-error.ts";

/** Bytes of a webhook, at most: far more than the platform sends. */
export const bodyLimit = 1_000_000;

/** The text of a request's body. Throws 413 where it is too long; what is too much is read, but not kept. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  if (size > bodyLimit) throw new HttpError(413, `the body has more than ${bodyLimit} bytes`);
  return Buffer.concat(chunks).toString("utf8");
}
