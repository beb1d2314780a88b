import type { Handler } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { LiveSession } from "../live-session.ts";
import type { ServerEnv } from "../local-only.ts";
import { toldText } from "./dev-told.ts";
import type { PlatformState, SessionState } from "./dev-wire.ts";

/** One who hears of what happens: what is new since it was last asked. */
interface Member {
  told(session: LiveSession): void;
  changed(): void;
  /** Resolves once there is something new. */
  news(): Promise<{ readonly sessions: readonly LiveSession[]; readonly isChanged: boolean }>;
  leave(): void;
  readonly isGone: boolean;
}

/** Everybody who hears of what happens. */
export interface Audience extends Pick<Member, "told" | "changed"> {
  join(): Member;
  /** Lets everybody go. */
  close(): void;
}

function createMember(): Member {
  const sessions = new Set<LiveSession>();
  let [isChanged, isGone] = [false, false];
  let ring = (): void => {};
  const isQuiet = (): boolean => sessions.size === 0 && !isChanged && !isGone;
  return {
    told(session) {
      sessions.add(session);
      ring();
    },
    changed() {
      isChanged = true;
      ring();
    },
    async news() {
      if (isQuiet()) {
        await new Promise<void>((resolve) => {
          ring = resolve;
        });
      }
      const news = { sessions: [...sessions], isChanged };
      sessions.clear();
      isChanged = false;
      return news;
    },
    leave() {
      isGone = true;
      ring();
    },
    get isGone() {
      return isGone;
    },
  };
}

/** An audience, with nobody in it yet. */
export function createAudience(): Audience {
  const members = new Set<Member>();
  const toAll = (tell: (member: Member) => void): void => {
    for (const member of members) {
      if (member.isGone) members.delete(member);
      else tell(member);
    }
  };
  return {
    told: (session) => toAll((member) => member.told(session)),
    changed: () => toAll((member) => member.changed()),
    close: () => toAll((member) => member.leave()),
    join() {
      const member = createMember();
      members.add(member);
      return member;
    },
  };
}

function stateOf({ session, happenings }: LiveSession): SessionState {
  const { cid, channel, phase, info } = session;
  const { name } = info.contact;
  const contact = typeof name === "string" ? name.slice(0, 100) : "";
  return { cid, channel, phase, contact, happenings: happenings.length, since: happenings[0]?.at };
}

export interface EventsOptions {
  readonly audience: Audience;
  readonly sessions: ReadonlyMap<string, LiveSession>;
  readonly state: () => PlatformState;
  /** told of faults of our own */
  readonly failed: (failure: unknown) => void;
}

/** So much is sent at once at most, for the page to stay responsive. */
const mostAtOnce = { happenings: 100, characters: 256 * 1024 } as const;

/** The next happenings from a number on, as one JSON list. */
function batchFrom(live: LiveSession, from: number): { text: string; last: number } {
  const texts: string[] = [];
  let characters = 0;
  for (const happening of live.happenings.slice(from, from + mostAtOnce.happenings)) {
    const text = toldText(happening, live);
    texts.push(text);
    characters += text.length;
    if (characters > mostAtOnce.characters) break;
  }
  return { text: `[${texts.join(",")}]`, last: from + texts.length };
}

/**
 * Server-sent events: `platform` whenever that changes, `sessions` with the sessions that have changed, and `happenings` of
 * the session `cid` from the one after `Last-Event-ID` on, which is the number of a happening.
 */
export function eventsRoute({ audience, sessions, state, failed }: EventsOptions): Handler<ServerEnv> {
  return (c) => {
    const live = sessions.get(c.req.query("cid") ?? "");
    const lastId = Number(c.req.header("last-event-id") ?? 0);
    const first = Number.isInteger(lastId) && lastId > 0 ? lastId : 0;
    const member = audience.join();

    async function tell(stream: SSEStreamingApi): Promise<void> {
      const send = (event: string, value: unknown) => stream.writeSSE({ event, data: JSON.stringify(value) });
      let sent = first;
      await send("platform", state());
      await send("sessions", Array.from(sessions.values(), stateOf));
      if (live) member.told(live);
      while (!member.isGone) {
        const news = await member.news();
        if (news.isChanged) await send("platform", state());
        if (news.sessions.length > 0) await send("sessions", news.sessions.map(stateOf));
        while (live && sent < live.happenings.length && !member.isGone) {
          const { text, last } = batchFrom(live, sent);
          await stream.writeSSE({ event: "happenings", data: text, id: String(last) });
          sent = last;
        }
      }
    }

    return streamSSE(
      c,
      async (stream) => {
        stream.onAbort(() => member.leave());
        await tell(stream).finally(() => member.leave());
      },
      async (failure) => failed(failure),
    );
  };
}
