import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { HttpError } from "./http-error.ts";
import type { Settings } from "./settings.ts";

/** Throws 401 unless the request carries the header that is set in the dashboard. */
export function authenticate(request: IncomingMessage, { header, token }: Settings): void {
  const given = request.headers[header.toLowerCase()];
  if (typeof given !== "string" || !isSame(given, token)) throw new HttpError(401, "unauthorized");
}

// Digests have one length, so the comparison takes equally long however much of the value is right.
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
