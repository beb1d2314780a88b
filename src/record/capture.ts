import type { IncomingMessage } from "node:http";

/** The body of a message, as it went over the wire. */
export interface Body {
  /** `undefined` where there were more than a recording keeps */
  readonly bytes: Buffer | undefined;
  /** its content-encoding */
  readonly encoding: string | undefined;
}

/** The most that is kept of a body; a longer one is passed on all the same. */
export const mostBytes = 10 * 1024 ** 2;

/** Keeps what passes by of a message's body. What it gives tells the body, once all of it has passed. */
export function capture(message: IncomingMessage): () => Body {
  let chunks: Buffer[] | undefined = [];
  let size = 0;
  message.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > mostBytes) chunks = undefined;
    chunks?.push(chunk);
  });
  return () => ({ bytes: chunks && Buffer.concat(chunks), encoding: message.headers["content-encoding"] });
}
