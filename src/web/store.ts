import { batch, computed, signal } from "@preact/signals";
import type { PlatformState, SessionState, Told } from "../simulator/routes/dev-wire.ts";
import { ask, pathOf } from "./ask.ts";
import type { Profile } from "./profile.ts";
import { startOf } from "./profile.ts";

type Channel = SessionState["channel"];

/** What the server has told, `undefined` before that. */
export const platform = signal<PlatformState | undefined>();
export const sessions = signal<ReadonlyMap<string, SessionState>>(new Map());
/** The session that is shown. */
export const cid = signal<string | undefined>(location.hash.slice(1) || undefined);
/** What has happened in it, in order. */
export const happenings = signal<readonly Told[]>([]);
export const isConnected = signal(false);

export const session = computed(() => (cid.value === undefined ? undefined : sessions.value.get(cid.value)));

/** What is said at the edge of the page for a while: what was done, or why it could not be. */
export const notice = signal<{ readonly text: string; readonly isError: boolean } | undefined>();

let forgetting: ReturnType<typeof setTimeout> | undefined;

export function say(text: string, isError = false): void {
  notice.value = { text, isError };
  clearTimeout(forgetting);
  forgetting = setTimeout(() => {
    notice.value = undefined;
  }, 6000);
}

/** Does something that may be refused, and says why where it is. Gives whether it was done. */
export async function attempt(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
    return false;
  }
}

/** Shows another session. */
export function show(other: string): void {
  if (other === cid.value) return;
  history.replaceState(null, "", `#${other}`);
  batch(() => {
    happenings.value = [];
    cid.value = other;
  });
}

/** Does something in the session that is shown. */
export function inSession(what: string, body: unknown = {}): Promise<boolean> {
  const { value } = cid;
  if (value === undefined) return Promise.resolve(false);
  return attempt(() => ask(pathOf(value, what), body));
}

/** Begins a session and shows it; on the website the messenger opens at once. */
export function begin(channel: Channel, profile: Profile): Promise<boolean> {
  return attempt(async () => {
    const { cid: begun } = await ask<{ cid: string }>("/sessions", { channel, ...startOf(profile) });
    show(begun);
    if (channel === "web") await ask(pathOf(begun, "act"), { kind: "open" });
  });
}
