// the platform allows 20 requests a minute: one more every 3 s, if they are spread evenly
const spacingMs = 60_000 / 20;

// a server that says "now" again and again must not be asked in a tight loop
const shortestMs = 1000;

/**
 * How many milliseconds to wait before a request that got a 429 is sent again; `undefined` if that is more than `leftMs`.
 * As the `Retry-After` header says, at least 1 s. Without one 3 s, 6 s, 12 s … and at last what is left, as requests in
 * vain may count against the limit too. `attempts` counts from 1, `now` is in milliseconds since the Unix epoch.
 */
export function delayAfter(
  retryAfter: string | undefined,
  { attempts, now, leftMs }: { readonly attempts: number; readonly now: number; readonly leftMs: number },
): number | undefined {
  const asked = askedDelay(retryAfter, now);
  const delay = asked === undefined ? Math.min(spacingMs * 2 ** (attempts - 1), leftMs) : asked;
  const atLeast = Math.max(delay, shortestMs);
  return atLeast <= leftMs ? atLeast : undefined;
}

/** Milliseconds from `now` until the time a `Retry-After` header names: seconds or an HTTP date (RFC 9110, 10.2.3). */
export function askedDelay(retryAfter: string | undefined, now: number): number | undefined {
  const value = retryAfter?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // only what looks like "Sun, 06 Nov 1994 08:49:37 GMT": `Date.parse` would take a "1.5" for a month and a day
  const date = /^[a-z]{3,9},? .* GMT$/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - now;
}
