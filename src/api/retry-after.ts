// the platform allows 20 requests a minute: one more every 3 s, if they are spread evenly
const spacingMs = 60_000 / 20;

// a server that says "now" again and again must not be asked in a tight loop
const shortestMs = 1000;

/** What the wait before another attempt depends on. */
export interface Attempted {
  /** how often it was tried, from 1 */
  readonly attempts: number;
  /** milliseconds since the Unix epoch */
  readonly now: number;
  /** how many milliseconds may still be waited */
  readonly leftMs: number;
  /** the first wait where the platform names none; 3 s unless told */
  readonly firstMs?: number;
  /** from 0 to 1: how much of the spread to use, so that those who were turned away together don't come back together */
  readonly chance: number;
}

/**
 * How many milliseconds to wait before a request is sent again; `undefined` if that is more than `leftMs`. As the
 * `Retry-After` header says or up to a tenth longer, at least 1 s. Without one up to 3 s, 6 s, 12 s … or half of that, and
 * at last what is left, as requests in vain may count against the limit too.
 */
export function delayAfter(retryAfter: string | undefined, attempted: Attempted): number | undefined {
  const { attempts, now, leftMs, firstMs = spacingMs, chance } = attempted;
  const asked = askedDelay(retryAfter, now);
  const least = Math.max(asked ?? Math.min((firstMs / 2) * 2 ** (attempts - 1), leftMs), shortestMs);
  if (least > leftMs) return undefined;
  const spread = asked === undefined ? least : least / 10;
  return Math.min(Math.round(least + chance * spread), leftMs);
}

/** Milliseconds from `now` until the time a `Retry-After` header names: seconds or an HTTP date (RFC 9110, 10.2.3). */
export function askedDelay(retryAfter: string | undefined, now: number): number | undefined {
  const value = retryAfter?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // only what looks like "Sun, 06 Nov 1994 08:49:37 GMT": `Date.parse` would take a "1.5" for a month and a day
  const date = /^[a-z]{3,9},? .* GMT$/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - now;
}
