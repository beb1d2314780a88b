import type { OutgoingHttpHeaders } from "node:http";

/** A request that is answered with this status instead of events. The message goes to the caller. */
export class HttpError extends Error {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;

  constructor(status: number, message: string, headers: OutgoingHttpHeaders = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}
