import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import type { Channel } from "../protocol/channels.ts";
import type { Entry } from "../transcript/entry.ts";
import { type Faults, faultForms } from "./faults.ts";
import type { Happening } from "./happening.ts";
import { listen } from "./listen.ts";
import type { LiveSession } from "./live-session.ts";
import { localOnly, type ServerEnv } from "./local-only.ts";
import type { Platform } from "./platform.ts";
import { controlRoutes, faultText } from "./routes/dev-controls.ts";
import { createAudience, eventsRoute } from "./routes/dev-events.ts";
import { pageHeaders, pageRoute } from "./routes/dev-page.ts";
import { sessionRoutes } from "./routes/dev-sessions.ts";
import { noteFindings } from "./routes/dev-told.ts";
import type { PlatformState } from "./routes/dev-wire.ts";

export interface DevServerOptions {
  readonly platform: Platform;
  /** the HTML of the page, as `dist/web/index.html` holds it */
  readonly page: string;
  /** any that is free for 0 */
  readonly port: number;
  /** the channel that the page begins with; web unless told */
  readonly channel?: Channel | undefined;
  readonly bot: { readonly url: URL; isUp(): boolean };
  /** what can be made to fail from the page; nothing unless given */
  readonly faults?: Pick<Faults, "current" | "set"> | undefined;
  /** a line for a shell that posts a webhook to the bot */
  curl(webhook: unknown): string;
  /** Writes a transcript under a name that has neither folders nor an ending, and gives its path. */
  save(name: string, entries: readonly Entry[]): Promise<string>;
}

/** The chat page's server. */
export interface DevServer {
  readonly url: URL;
  /** To be called with everything that happens: `onHappening` of the platform. */
  told(session: LiveSession, happening: Happening): void;
  /** To be called when the bot has come or gone, or operators or faults have. */
  changed(): void;
  /** Closes it at once; no page hears of anything any more. */
  close(): Promise<void>;
}

function stateOf({ platform, bot, channel = "web", faults }: DevServerOptions, run: string): PlatformState {
  return {
    run,
    bot: { url: bot.url.href, isUp: bot.isUp() },
    apiUrl: platform.apiUrl.href,
    operators: platform.operators,
    channel,
    ...(faults && { faults: { current: faults.current.map(faultText), all: faultForms } }),
  };
}

/** Serves the chat page on this machine only. Throws an `UlbotError` (usage) for a port that is taken. */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { platform, page } = options;
  const run = randomBytes(8).toString("hex");
  const audience = createAudience();
  const app = new Hono<ServerEnv>();
  app.use(localOnly, pageHeaders(page));
  app.get("/", pageRoute(page));
  app.get("/events", eventsRoute({ audience, sessions: platform.sessions, state: () => stateOf(options, run) }));
  app.route("/", controlRoutes({ ...options, changed: audience.changed }));
  app.route("/sessions", sessionRoutes({ ...options, began: audience.told }));
  app.notFound((c) => c.json({ error: "there is nothing here" }, 404));
  app.onError((error, c) => c.json({ error: `ulbot failed at this request: ${error.message}` }, 500));
  const server = await listen(app, options.port);
  return {
    url: new URL(`http://127.0.0.1:${server.port}/`),
    told(session, happening) {
      noteFindings(happening);
      audience.told(session);
    },
    changed: audience.changed,
    close() {
      audience.close();
      return server.close();
    },
  };
}
