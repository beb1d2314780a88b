import { Hono } from "hono";
import type { LintSettings } from "../lint/lint.ts";
import type { ApiRequest } from "./api-request.ts";
import type { Faults } from "./faults.ts";
import { type Listening, listen } from "./listen.ts";
import { localOnly, type ServerEnv } from "./local-only.ts";
import type { MediaHosts } from "./media-links.ts";
import { eventsRoute } from "./routes/events.ts";
import { sampleFileRoute } from "./routes/sample-files.ts";

export type { ApiRequest } from "./api-request.ts";
export type { MediaHosts } from "./media-links.ts";

export interface ApiUrlOptions {
  /** what the header SECURITY-TOKEN has to be */
  readonly token: string;
  /** what a request is linted for that names these sessions: at least one, all of them live */
  readonly settings: (cids: readonly string[]) => LintSettings;
  /** whether there is such a session, and it has not ended */
  readonly isLive: (cid: string) => boolean;
  /** told of every POST that came whole, right before it is answered */
  readonly received: (request: ApiRequest) => void;
  /** whose media files are really fetched; those of this machine unless told */
  readonly media?: MediaHosts;
  /** what goes wrong on purpose; nothing unless told */
  readonly faults?: Faults | undefined;
  /** told of a fault of our own, which a request is answered with 500 for */
  readonly onFailure?: ((failure: unknown) => void) | undefined;
}

/** A server that is the API URL. */
export interface ApiUrl {
  /** with the version: `http://127.0.0.1:8000/v1/` */
  readonly url: URL;
  /** Closes it at once; nothing is received any more. */
  readonly close: Listening["close"];
}

/**
 * The API URL as the platform has it, as an app that needs no socket. It takes events by POST at `/v1/…`, or at any path
 * that names no version. What it accepts it answers with 200 and `{}`, all else with `{"error": …}`, and with `"findings"`
 * where lint has found why. What contacts upload here is to be had from `/files/`. When `signal` aborts, downloads are given
 * up, and nothing is received any more.
 */
export function createApiUrlApp(
  options: ApiUrlOptions,
  signal: AbortSignal = new AbortController().signal,
): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  app.use(localOnly);
  app.get("/files/:name", sampleFileRoute);
  app.post("*", eventsRoute(options, signal));
  app.all("*", (c) => c.json({ error: `${c.req.method} is not taken here, only POST` }, 405, { allow: "POST" }));
  app.onError((error, c) => {
    options.onFailure?.(error);
    return c.json({ error: `ulbot failed at this request: ${error.message}` }, 500);
  });
  return app;
}

/**
 * Serves the API URL on this machine only, at any free port for 0. Throws an `UlbotError` (usage) for a port that is taken.
 */
export async function startApiUrl(options: ApiUrlOptions, port = 0): Promise<ApiUrl> {
  const closing = new AbortController();
  const server = await listen(createApiUrlApp(options, closing.signal), port);
  const close = (): Promise<void> => {
    closing.abort();
    return server.close();
  };
  return { url: new URL(`http://127.0.0.1:${server.port}/v1/`), close };
}
