import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";

const whereItIs = "copy the API URL from the settings of the bot in the Userlike dashboard";

/**
 * The API URL a user has given: https, or http on this machine (as `ulbot dev` has). Throws an `UlbotError` (usage) for
 * anything else, as the security token goes there.
 */
export function checkApiUrl(text: string): URL {
  // no part of it is quoted before it is known to hold no password
  if (!URL.canParse(text)) throw new UlbotError("usage", "the API URL is not a URL", { hint: whereItIs });
  const url = new URL(text);
  if (url.username || url.password) {
    throw new UlbotError("usage", "the API URL holds a user or a password, but should have neither", {
      hint: whereItIs,
    });
  }
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) return url;
  const message = `the API URL begins with ${printable(url.protocol)}, but must begin with https:// except on this machine`;
  throw new UlbotError("usage", message, { hint: whereItIs });
}

/** Whether a host name, as `URL` writes it, can only mean this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
