import type { RateLimiterRes } from "rate-limiter-flexible";
import RateLimiterMemory from "rate-limiter-flexible/lib/RateLimiterMemory.js";
import { quoted } from "../lint/quoted.ts";
import { platformLimits } from "../protocol/channels.ts";
import { type Refusal, refusal } from "./api-request.ts";

const { value: most } = platformLimits.apiRequests;

/** That a session has had too many requests. */
export interface TooMany {
  readonly refusal: Refusal;
  /** seconds after which the next one is accepted, from 1 */
  readonly retryAfter: number;
}

/**
 * Counts requests by session, in minutes that begin with a session's first request; refused ones count too. The
 * function it gives counts one request that names these sessions, and says whether it is one too many for any of them.
 */
export function createRequestRate(): (cids: readonly string[]) => Promise<TooMany | undefined> {
  const limiter = new RateLimiterMemory({ points: most, duration: 60 });

  /** Counts a request; gives what the limiter says where it is one too many. */
  const count = (cid: string): Promise<[cid: string, state: RateLimiterRes] | undefined> =>
    limiter.consume(cid).then(
      () => undefined,
      (state: RateLimiterRes) => [cid, state],
    );

  return async (cids) => {
    const counted = (await Promise.all(cids.map(count))).filter((result) => result !== undefined);
    const [first] = counted.sort(([, one], [, other]) => other.msBeforeNext - one.msBeforeNext);
    return first && tooMany(...first);
  };
}

function tooMany(cid: string, { consumedPoints, msBeforeNext }: RateLimiterRes): TooMany {
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const message = `${consumedPoints} requests within a minute for ${quoted(cid)}, but the platform takes at most ${most}`;
  return { refusal: refusal("rate", `${message}; the next one goes through in ${retryAfter} s`), retryAfter };
}
