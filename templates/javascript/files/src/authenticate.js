import { createHash, timingSafeEqual } from "node:crypto";
import { HttpError } from "./http-error.js";

/** @import { IncomingMessage } from "node:http" */
/** @import { Settings } from "./settings.js" */

/**
 * Throws 401 unless the request carries the header that is set in the dashboard.
 * @param {IncomingMessage} request
 * @param {Settings} settings
 */
export function authenticate(request, { header, token }) {
  const given = request.headers[header.toLowerCase()];
  if (typeof given !== "string" || !isSame(given, token)) throw new HttpError(401, "unauthorized");
}

/**
 * Digests have one length, so the comparison takes equally long however much of the value is right.
 * @param {string} given
 * @param {string} expected
 */
function isSame(given, expected) {
  return timingSafeEqual(digest(given), digest(expected));
}

/** @param {string} text */
function digest(text) {
  return createHash("sha256").update(text).digest();
}
