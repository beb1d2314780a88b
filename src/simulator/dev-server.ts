import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import type { Channel } from "../protocol/channels.ts";
import type { Entry } from "../transcript/entry.ts";
import type { ApiRequest } from "./api-request.ts";
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
import { noteFindings, strayOf } from "./routes/dev-told.ts";
import type { PlatformState, Stray } from "./routes/dev-wire.ts";

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
  /** told of faults of our own, whatever they are met with goes on */
  readonly onFailure?: ((failure: unknown) => void) | undefined;
}

/** The chat page's server. */
export interface DevServer {
  readonly url: URL;
  /** To be called with everything that happens: `onHappening` of the platform. */
  told(session: LiveSession, happening: Happening): void;
  /** To be called with each request to the API URL that reached no session. */
  strayed(request: ApiRequest): void;
  /** To be called when the bot has come or gone, or operators or faults have. */
  changed(): void;
  /** Closes it at once; no page hears of anything any more. */
  close(): Promise<void>;
}

/** So many of the latest strays are kept. */
const mostStrays = 20;

function stateOf(options: DevServerOptions): Omit<PlatformState, "run" | "strays"> {
  const { platform, bot, channel = "web", faults } = options;
  return {
    bot: { url: bot.url.href, isUp: bot.isUp() },
    apiUrl: platform.apiUrl.href,
    operators: platform.operators,
    channel,
    files: platform.files.map(({ title, link }) => ({ title, link })),
    ...(faults && { faults: { current: faults.current.map(faultText), all: faultForms } }),
  };
}

/** Serves the chat page on this machine only. Throws an `UlbotError` (usage) for a port that is taken. */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { platform, page, onFailure = () => {} } = options;
  let strays: readonly Stray[] = [];
  const run = randomBytes(8).toString("hex");
  const audience = createAudience();
  const app = new Hono<ServerEnv>();
  app.use(localOnly, pageHeaders(page));
  app.get("/", pageRoute(page));
  const state = (): PlatformState => ({ run, strays, ...stateOf(options) });
  app.get("/events", eventsRoute({ audience, sessions: platform.sessions, state, failed: onFailure }));
  app.route("/", controlRoutes({ ...options, changed: audience.changed }));
  app.route("/sessions", sessionRoutes({ ...options, began: audience.told }));
  app.notFound((c) => c.json({ error: "there is nothing here" }, 404));
  app.onError((error, c) => {
    onFailure(error);
    return c.json({ error: `ulbot failed at this request: ${error.message}` }, 500);
  });
  const server = await listen(app, options.port);
  return {
    url: new URL(`http://127.0.0.1:${server.port}/`),
    told(session, happening) {
      noteFindings(happening);
      audience.told(session);
    },
    strayed(request) {
      const number = (strays.at(-1)?.number ?? 0) + 1;
      strays = [...strays.slice(1 - mostStrays), strayOf(request, number)];
      audience.changed();
    },
    changed: audience.changed,
    close() {
      audience.close();
      return server.close();
    },
  };
}
