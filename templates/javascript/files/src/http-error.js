/** @import { OutgoingHttpHeaders } from "node:http" */

/** A request that is answered with this status instead of events. The message goes to the caller. */
export class HttpError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {OutgoingHttpHeaders} headers
   */
  constructor(status, message, headers = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}
