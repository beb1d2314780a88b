import type { Poster } from "../post.ts";

/** Posters, each of which does one post at a time. */
export interface Desks {
  /** lends a poster, once one is free */
  use<T>(work: (poster: Poster) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** At most `most` posters, each opened when it is first needed. */
export function createDesks(most: number, open: () => Poster): Desks {
  const opened: Poster[] = [];
  const free: Poster[] = [];
  const queue: ((poster: Poster) => void)[] = [];

  function another(): Poster {
    const poster = open();
    opened.push(poster);
    return poster;
  }

  async function use<T>(work: (poster: Poster) => Promise<T>): Promise<T> {
    const nextFree = () => new Promise<Poster>((resolve) => queue.push(resolve));
    const poster = free.pop() ?? (opened.length < most ? another() : await nextFree());
    try {
      return await work(poster);
    } finally {
      const next = queue.shift();
      if (next) next(poster);
      else free.push(poster);
    }
  }

  return {
    use,
    async close() {
      await Promise.all(opened.map((poster) => poster.close()));
    },
  };
}
