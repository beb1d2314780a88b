import { readFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createEndpoint } from "../../src/bot/endpoint.ts";
import { isObject } from "../../src/input/json.ts";
import type { WebhookEvent } from "../../src/protocol/envelope.ts";
import { type DevServer, startDevServer } from "../../src/simulator/dev-server.ts";
import { createFaults } from "../../src/simulator/faults.ts";
import { openPlatform, type Platform } from "../../src/simulator/platform.ts";
import type { Entry } from "../../src/transcript/entry.ts";
import { httpServer } from "../servers.ts";

/** What a bot says to a webhook, or will: events as `event` makes them, or a whole text. */
export type Bot = (webhook: WebhookEvent) => unknown;

/** An event of the session that a webhook is from. */
export function event(webhook: WebhookEvent, name: string, payload: object = {}): object {
  return { info: { cid: webhook.info.cid }, packet: { name, payload } };
}

/** What the contact wrote, "" where it did something else. */
export function textOf({ packet }: WebhookEvent): string {
  const { payload } = packet as { payload?: unknown };
  return isObject(payload) && typeof payload.body === "string" ? payload.body : "";
}

export interface World {
  readonly server: DevServer;
  readonly platform: Platform;
  /** what was saved, by its name */
  readonly saved: Map<string, readonly Entry[]>;
  /** Asks the server as its page would. */
  ask(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Begins a session. */
  begin(channel: string): Promise<string>;
}

const builtPage = join(import.meta.dirname, "../../dist/web/index.html");

/** A bot, the platform and the page's server, for one test; `close` has to be called. */
export async function openWorld(
  bot: Bot,
  page = readFileSync(builtPage, "utf8"),
): Promise<World & { close(): Promise<void> }> {
  const botServer = await httpServer(async (response, { body }) => {
    const answer = await bot(JSON.parse(body));
    response.writeHead(200, { "content-type": "application/json" });
    response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
  });
  const { url } = botServer;
  const endpoint = createEndpoint({ url, headers: {}, timeoutMs: 60_000 });
  const saved = new Map<string, readonly Entry[]>();
  let server: DevServer | undefined;
  const platform = await openPlatform({
    endpoint,
    settings: {},
    token: "the-token-of-this-run",
    now: Date.now,
    delays: "real",
    onHappening: (live, happening) => server?.told(live, happening),
  });
  server = await startDevServer({
    platform,
    page,
    port: 0,
    bot: { url, isUp: () => true },
    faults: createFaults(),
    curl: (webhook) => `curl ${JSON.stringify(webhook)}`,
    async save(name, entries) {
      saved.set(name, entries);
      return `fixtures/${name}.jsonl`;
    },
  });
  const { url: base } = server;
  const ask: World["ask"] = (path, body, headers = { "content-type": "application/json" }) =>
    fetch(new URL(path, base), body === undefined ? { headers } : { method: "POST", headers, body: textFor(body) });
  return {
    server,
    platform,
    saved,
    ask,
    async begin(channel) {
      const { cid } = (await (await ask("/sessions", { channel })).json()) as { cid: string };
      return cid;
    },
    async close() {
      await server?.close();
      await platform.close();
      await endpoint.close();
      await botServer.close();
    },
  };
}

const textFor = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body));

/** The same, closed when the test is over. */
export async function worldOf(bot: Bot, page = "<script>1</script><style>a{}</style>"): Promise<World> {
  const world = await openWorld(bot, page);
  onTestFinished(world.close);
  return world;
}
