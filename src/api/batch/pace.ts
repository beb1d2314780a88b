/** Keeps requests to the limit of a session. */
export interface Pace {
  /** how many milliseconds from `now` until a request for these sessions may begin */
  delay(cids: readonly string[], now: number): number;
  /** counts a request for these sessions that has ended at `now`, or that may have */
  count(cids: readonly string[], now: number): void;
}

/**
 * At most `limit` requests of a session in any 60 s. What the platform counts is when they arrive, which is some time between
 * their beginning and their end: so a new one begins no sooner than 60 s after the end of the one `limit` before it. (The
 * queues there are count beginnings.) Times are in milliseconds since the Unix epoch.
 */
export function createPace(limit: number): Pace {
  const windowMs = 60_000;
  /** the ends of the last requests of a session, oldest first */
  const ends = new Map<string, number[]>();

  const delayOf = (cid: string, now: number): number => {
    const last = ends.get(cid) ?? [];
    const oldest = last.at(-limit);
    // a clock that is set back must not make it wait for longer than it would at worst
    return oldest === undefined ? 0 : Math.min(Math.max(0, oldest + windowMs - now), windowMs);
  };

  return {
    delay: (cids, now) => Math.max(0, ...cids.map((cid) => delayOf(cid, now))),
    count(cids, now) {
      for (const cid of cids) ends.set(cid, [...(ends.get(cid) ?? []), now].slice(-limit));
    },
  };
}
