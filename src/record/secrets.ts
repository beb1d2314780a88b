import type { IncomingMessage } from "node:http";
import { pairs } from "./headers.ts";

/** Headers that everybody sends, and those that proxies and tunnels add; none of them is a secret. */
const ordinary =
  /^(accept|cache-control|cdn-loop|cf-|connection|content-|date|expect|forwarded|host|keep-alive|ngrok-|origin|pragma|referer|sec-|te|trace|transfer-encoding|upgrade|user-agent|via|x-forwarded-|x-real-ip|x-request-id)/i;

/** Shorter ones, such as `Bearer` or `1`, stand in too many texts. */
const shortestSecret = 8;

/**
 * What in the headers of a request may be a secret, whole values and the words in them: names are chosen in the dashboard, so
 * that only what is known to be harmless is left out.
 */
export function secretsIn({ rawHeaders }: Pick<IncomingMessage, "rawHeaders">): string[] {
  const values = pairs(rawHeaders).flatMap(([name, value]) => (ordinary.test(name) ? [] : value));
  const words = values.flatMap((value) => [value, ...value.split(/[\s;,=]+/)]);
  return [...new Set(words)].filter((word) => word.length >= shortestSecret);
}
