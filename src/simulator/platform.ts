import type { Endpoint, Reply } from "../bot/endpoint.ts";
import type { LintSettings } from "../lint/lint.ts";
import type { Channel } from "../protocol/channels.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";
import { type ApiRequest, type ApiUrl, startApiUrl } from "./api-url.ts";
import { type Faults, withFaults } from "./faults.ts";
import { newCid } from "./fresh.ts";
import type { Happening } from "./happening.ts";
import { createLiveSession, type LiveSession } from "./live-session.ts";
import { type ServedFile, servedFiles } from "./sample-files.ts";
import type { SessionStart } from "./session.ts";

export interface PlatformOptions {
  readonly endpoint: Pick<Endpoint, "post">;
  /** what lint knows of the project; each session is linted for its own channel */
  readonly settings: Omit<LintSettings, "channels">;
  /** what the header SECURITY-TOKEN of the API URL has to be */
  readonly token: string;
  /** of the API URL; any that is free unless told */
  readonly apiPort?: number | undefined;
  /** milliseconds since the Unix epoch */
  readonly now: () => number;
  /** whether delays take their time, or none */
  readonly delays: "real" | "none";
  /** whether somebody is there to take forwards; true unless told */
  readonly operators?: boolean | undefined;
  /** what goes wrong on purpose; nothing unless told */
  readonly faults?: Faults | undefined;
  readonly onHappening?: (session: LiveSession, happening: Happening) => void;
  /** told of every request to the API URL, and of the sessions that have it by then: none where it names none that is known */
  readonly onRequest?: (request: ApiRequest, sessions: readonly LiveSession[]) => void;
  /** told of faults of our own; what they are met with goes on */
  readonly onFailure?: ((failure: unknown) => void) | undefined;
}

/** The platform on this machine: sessions with one bot, and the API URL for all of them. */
export interface Platform {
  /** all sessions by their cid, the oldest first */
  readonly sessions: ReadonlyMap<string, LiveSession>;
  readonly apiUrl: URL;
  readonly token: string;
  /** what contacts can upload, for the bot to fetch */
  readonly files: readonly ServedFile[];
  /** Begins a session with a cid of its own; nothing happens in it before the contact does something. */
  begin(start: Omit<SessionStart, "cid" | "operators" | "corrections">): LiveSession;
  /** Somebody is there to take forwards from now on, or nobody, in all sessions. */
  setOperators(available: boolean): Promise<void>;
  readonly operators: boolean;
  /** Nothing is posted or received any more. */
  close(): Promise<void>;
}

/** Opens the platform on this machine. Throws an `UlbotError` (usage) for a port that is taken. */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { token, now, delays, faults, onHappening, onRequest, onFailure } = options;
  const endpoint = faults ? withFaults(options.endpoint, faults) : options.endpoint;
  const sessions = new Map<string, LiveSession>();
  const byChannel = new Map<Channel, LintSettings>();
  const closing = new AbortController();
  let { operators = true } = options;

  /** The same for every session of a channel, as what is remembered of answers goes by them. */
  const settingsFor = (channel: Channel): LintSettings => {
    const known = byChannel.get(channel) ?? { ...options.settings, channels: [channel] };
    byChannel.set(channel, known);
    return known;
  };

  const settingsOf = (cids: readonly string[]): LintSettings => ({
    ...options.settings,
    channels: [...new Set(cids.flatMap((cid) => sessions.get(cid)?.session.channel ?? []))],
  });

  const post = (webhook: WebhookEvent): Promise<Reply> => endpoint.post(webhook, { signal: closing.signal });

  const api: ApiUrl = await startApiUrl(
    {
      token,
      settings: settingsOf,
      isLive: (cid) => sessions.has(cid) && sessions.get(cid)?.session.phase !== "over",
      received: (request) => {
        const named = request.cids.flatMap((cid) => sessions.get(cid) ?? []);
        for (const live of named) live.receive(request);
        onRequest?.(request, named);
      },
      faults,
      onFailure,
    },
    options.apiPort,
  );

  return {
    sessions,
    apiUrl: api.url,
    token,
    files: servedFiles(api.url),
    get operators() {
      return operators;
    },
    begin(start) {
      const cid = newCid();
      const { corrections } = options.settings;
      const live: LiveSession = createLiveSession(
        { ...start, cid, operators, corrections },
        {
          post,
          settings: settingsFor(start.channel),
          now,
          delays,
          order: faults?.order,
          onHappening: (happening) => onHappening?.(live, happening),
          onFailure,
        },
      );
      sessions.set(cid, live);
      return live;
    },
    async setOperators(available) {
      operators = available;
      await Promise.all(Array.from(sessions.values(), (live) => live.meet({ kind: "operators", available })));
    },
    async close() {
      for (const live of sessions.values()) live.close();
      closing.abort();
      await api.close();
    },
  };
}
