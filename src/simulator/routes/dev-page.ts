import { createHash } from "node:crypto";
import type { Handler, MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { ServerEnv } from "../local-only.ts";

/** The hashes that allow what stands between these tags of the page, and nothing else. */
function hashesOf(page: string, tag: "script" | "style"): string[] {
  const contents = page.matchAll(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, "gs"));
  return Array.from(contents, ([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
}

/**
 * Headers under which nothing runs but the page's own script, which can't make markup of a text. Only images come from
 * elsewhere: those that the bot shows.
 */
export function pageHeaders(page: string): MiddlewareHandler<ServerEnv> {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: hashesOf(page, "script"),
      styleSrc: hashesOf(page, "style"),
      imgSrc: ["http:", "https:", "data:"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["'none'"],
    },
    referrerPolicy: "no-referrer",
    xFrameOptions: "DENY",
    // there is no certificate for this machine
    strictTransportSecurity: false,
  });
}

/** The page itself, which is never kept: the next one may be another version's. */
export function pageRoute(page: string): Handler<ServerEnv> {
  return (c) => c.html(page, 200, { "cache-control": "no-store" });
}
