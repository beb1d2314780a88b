import { batch, effect } from "@preact/signals";
import type { PlatformState, SessionState, Told } from "../simulator/routes/dev-wire.ts";
import { profile } from "./profile.ts";
import { begin, cid, happenings, isConnected, platform, say, sessions, show } from "./store.ts";

const dataOf = <Data>(event: Event): Data => JSON.parse((event as MessageEvent<string>).data);

/** Says why a request to the API URL has just reached no session. */
function mind({ run, strays }: PlatformState): void {
  const before = platform.value;
  const last = strays.at(-1);
  if (before?.run !== run || last === undefined || last.number === before.strays.at(-1)?.number) return;
  say(`a request to the API URL is refused with ${last.status}: ${last.error}`, true);
}

/** Another run of the program knows nothing of the sessions before. */
function meet(state: PlatformState): void {
  mind(state);
  batch(() => {
    if (platform.value && platform.value.run !== state.run) {
      sessions.value = new Map();
      happenings.value = [];
    }
    platform.value = state;
    isConnected.value = true;
  });
}

/** Sees to it that a session is shown: the one that was, else the latest, else a new one. */
function settle({ channel }: PlatformState): void {
  const known = [...sessions.value.keys()];
  if (cid.value !== undefined && sessions.value.has(cid.value)) return;
  const latest = known.at(-1);
  if (latest === undefined) void begin(channel, profile.value);
  else show(latest);
}

function learn(changed: readonly SessionState[]): void {
  const next = new Map(sessions.value);
  for (const one of changed) next.set(one.cid, one);
  sessions.value = next;
}

function append(news: readonly Told[]): void {
  const last = happenings.value.at(-1)?.number ?? 0;
  const fresh = news.filter(({ number }) => number > last);
  if (fresh.length > 0) happenings.value = [...happenings.value, ...fresh];
}

function listen(to: string | undefined): () => void {
  const source = new EventSource(to === undefined ? "/events" : `/events?cid=${encodeURIComponent(to)}`);
  let isFirst = true;
  source.addEventListener("platform", (event) => meet(dataOf(event)));
  source.addEventListener("sessions", (event) => {
    learn(dataOf(event));
    if (isFirst && platform.value) settle(platform.value);
    isFirst = false;
  });
  source.addEventListener("happenings", (event) => append(dataOf(event)));
  source.addEventListener("error", () => {
    isConnected.value = false;
    // what comes after is a list of all sessions again
    isFirst = true;
  });
  return () => source.close();
}

/** Hears of everything from now on, in the session that is shown. */
export function connect(): void {
  effect(() => listen(cid.value));
}
