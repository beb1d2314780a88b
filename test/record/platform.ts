import { onTestFinished, vi } from "vitest";
import type { WebhookEvent } from "../../src/protocol/envelope.ts";
import { startApiUrl } from "../../src/simulator/api-url.ts";
import { createSession, type Effect, type Input, type SessionStart, step } from "../../src/simulator/session.ts";
import { told } from "../simulator/effects.ts";

/** Posts a webhook to a bot, and gives the events it answers. */
export type Post = (webhook: WebhookEvent) => Promise<readonly unknown[]>;

/** A session that is played to a bot. */
export interface Talk {
  /** what has come of everything so far, each effect on a line */
  readonly lines: readonly string[];
  /** Lets something happen, with all that follows from it; rejects where it can't happen. */
  happen(input: Input): Promise<void>;
  /** Resolves once there is such a line. */
  until(line: string): Promise<void>;
}

/** The platform: sessions of the engine, and the API URL. */
export interface Platform {
  readonly apiUrl: URL;
  /** the status of each request that came to the API URL */
  readonly statuses: readonly number[];
  begin(start: SessionStart, post: Post): Talk;
}

/** Hosts a session. Time that has to go by is over at once. */
function createHost(start: SessionStart, post: Post) {
  let session = createSession(start);
  const lines: string[] = [];

  function take(input: Input): readonly Effect[] {
    const { session: next, effects } = step(session, input);
    session = next;
    lines.push(...effects.map((effect) => told(effect)));
    return effects;
  }

  async function happen(input: Input): Promise<void> {
    for (const effect of take(input)) {
      if (effect.kind === "impossible") throw new Error(effect.reason);
      if (effect.kind === "wait") await happen({ kind: "elapsed", ms: effect.ms });
      if (effect.kind === "post") await happen({ kind: "answered", events: await post(effect.webhook) });
    }
  }

  const until = (line: string): Promise<void> =>
    vi.waitFor(
      () => {
        if (!lines.includes(line)) throw new Error(`there is no "${line}" among:\n${lines.join("\n")}`);
      },
      { timeout: 10_000, interval: 20 },
    );
  return { lines, happen, until, isOpen: () => session.phase === "open", channel: start.channel };
}

/** Opens a platform whose API URL takes this token; it closes when the test ends. */
export async function openPlatform(token: string): Promise<Platform> {
  const hosts = new Map<string, ReturnType<typeof createHost>>();
  const statuses: number[] = [];
  const hostsOf = (cids: readonly string[]) => cids.flatMap((cid) => hosts.get(cid) ?? []);
  const api = await startApiUrl({
    token,
    settings: (cids) => ({ channels: hostsOf(cids).map(({ channel }) => channel) }),
    isLive: (cid) => hosts.get(cid)?.isOpen() ?? false,
    received({ cids, status, events }) {
      statuses.push(status);
      if (status === 200) for (const host of hostsOf(cids)) void host.happen({ kind: "requested", events });
    },
  });
  onTestFinished(() => api.close());
  return {
    apiUrl: api.url,
    statuses,
    begin(start, post) {
      const host = createHost(start, post);
      hosts.set(start.cid, host);
      return host;
    },
  };
}
