import { validateHeaderName, validateHeaderValue } from "node:http";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { acceptedEncodings } from "./body.ts";

const defaults = {
  accept: "application/json",
  "accept-encoding": acceptedEncodings,
  "content-type": "application/json",
  "user-agent": "ulbot",
};

// they belong to the connection, not to the webhook
const reserved = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Throws an `UlbotError` (usage) for a URL no webhook can be posted to. */
export function checkBotUrl(url: URL): void {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new UlbotError("usage", `the bot's URL begins with ${url.protocol}, but must begin with http:// or https://`);
  }
  if (url.username || url.password) {
    throw new UlbotError("usage", "the bot's URL holds a user and a password, which are not sent that way", {
      hint: "leave them out, and send an Authorization header instead",
    });
  }
}

/**
 * The headers of a webhook: the user's own, and what every webhook has. Names in lower case. Throws an `UlbotError`
 * (usage) that names the header, never its value.
 */
export function webhookHeaders(own: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = { ...defaults };
  for (const [name, value] of Object.entries(own)) {
    checkHeader(name, value);
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

function checkHeader(name: string, value: string): void {
  if (reserved.has(name.toLowerCase())) {
    throw new UlbotError("usage", `the header ${name} is set by the connection itself, so it cannot be chosen`);
  }
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch (cause) {
    const message = `the header "${printable(name)}" cannot be sent: its name or its value holds a forbidden character`;
    throw new UlbotError("usage", message, {
      hint: "a line break or a letter beyond Latin-1 is the usual reason",
      cause,
    });
  }
}
