import { platformLimits } from "../../protocol/channels.ts";
import type { Rule } from "../rule.ts";

const { value: most, unit } = platformLimits.apiRequests;
const minute = 60_000;

const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";

/** A transcript of requests, so many seconds after each other. */
function requests(count: number, seconds: number): string {
  const start = Date.UTC(2026, 0, 5, 9);
  const entries = Array.from({ length: count }, (_, index) => ({
    at: new Date(start + index * seconds * 1000).toISOString(),
    cid,
    kind: "request",
    status: 200,
    events: [{ info: { cid }, packet: { name: "message", payload: { body: `Step ${index + 1}` } } }],
  }));
  return JSON.stringify(entries);
}

export const rateLimit: Rule = {
  id: "rate-limit",
  severity: "error",
  summary: "a bot sends at most 20 requests a minute to the API URL for one session",
  // long texts that most runs have no use for
  get good() {
    return requests(most + 1, 3);
  },
  get bad() {
    return requests(most + 1, 2);
  },
  session() {
    const recent: number[] = [];
    let isTold = false;
    return ({ entry, path }, report) => {
      const at = entry?.kind === "request" ? Date.parse(entry.at) : Number.NaN;
      if (Number.isNaN(at)) return;
      while (at - (recent[0] ?? at) >= minute) recent.shift();
      recent.push(at);
      const isBeyond = recent.length > most;
      if (isBeyond && !isTold) {
        report({
          at: [...path, "at"],
          message: `${recent.length} requests within a minute, but the platform takes at most ${most} for one session`,
          hint: "what is beyond is answered with 429; several events can be sent in one request",
          limit: { expected: most, got: recent.length, unit },
        });
      }
      isTold = isBeyond;
      // what comes after the first too many is the same burst
      if (isBeyond) recent.shift();
    };
  },
};
