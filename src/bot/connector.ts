import type { Socket } from "node:net";
import { buildConnector } from "undici";

/** A way to open connections that remembers how far one had got when it broke. */
export interface Connector {
  /** to be given to a `Client` or `Pool` as `connect` */
  readonly connect: buildConnector.connector;
  /** whether a connection is being opened at this moment */
  isConnecting(): boolean;
  /** whether the error came before there was a connection, so that no byte of a request can have left */
  neverConnected(error: unknown): boolean;
  /** when (`performance.now()`) the last byte came over the connection this error broke; `undefined` if none ever did */
  lastByteAt(error: unknown): number | undefined;
}

/**
 * A connector that gives up on opening a connection after `timeoutMs` (undici is up to a second late with that), or one that
 * opens them as `open` does.
 */
export function createConnector(timeoutMs: number, open = buildConnector({ timeout: timeoutMs })): Connector {
  const failed = new WeakSet<object>();
  const lastBytes = new WeakMap<object, number>();
  let opening = 0;
  const connect: buildConnector.connector = (options, callback) => {
    opening += 1;
    open(options, (...[error, socket]) => {
      opening -= 1;
      if (error) {
        failed.add(error);
        callback(error, null);
        return;
      }
      noteLastByte(socket, lastBytes);
      callback(null, socket);
    });
  };
  return {
    connect,
    isConnecting: () => opening > 0,
    neverConnected: (error) => failed.has(error as object),
    lastByteAt: (error) => lastBytes.get(error as object),
  };
}

/** undici rejects a request with the very error its socket was destroyed with: that error is the key. */
function noteLastByte(socket: Socket, lastBytes: WeakMap<object, number>): void {
  let bytes = 0;
  let at: number | undefined;
  socket.on("readable", () => {
    // the end of the stream is "readable" too, without a byte
    if (socket.bytesRead > bytes) at = performance.now();
    bytes = socket.bytesRead;
  });
  socket.once("error", (error) => {
    // the reason of an abort is an error only by custom
    if (at !== undefined && error instanceof Error) lastBytes.set(error, at);
  });
}
