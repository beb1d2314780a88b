import { setTimeout as sleep } from "node:timers/promises";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import type { Channel } from "../protocol/channels.ts";
import type { Faults } from "../simulator/faults.ts";
import { entryOf } from "../simulator/happening.ts";
import type { LiveSession } from "../simulator/live-session.ts";
import type { Platform } from "../simulator/platform.ts";
import { fileAt } from "../simulator/sample-files.ts";
import { createSession, type Session, type SessionStart } from "../simulator/state.ts";
import type { Entry } from "../transcript/entry.ts";
import type { Action, HandWritten } from "./action.ts";
import { completed, madeUp, startFor } from "./hand-written.ts";
import { helpText } from "./help.ts";

export interface ChatOptions {
  readonly platform: Platform;
  readonly faults: Faults;
  /** of the first session */
  readonly channel: Channel;
  /** Writes a transcript under a name, and gives its path. Throws an `UlbotError` where it can't be written. */
  readonly save: (name: string, entries: readonly Entry[]) => string;
  /** The end of what the bot has printed, line by line, safe to print; left out where it was started elsewhere. */
  readonly printed?: (() => readonly string[]) | undefined;
  /** takes lines of the chat's own, safe to print */
  readonly tell: (text: string) => void;
  /** told of each session that begins */
  readonly onSession: (live: LiveSession) => void;
}

/** A conversation that is led line by line; one session at a time. */
export interface Chat {
  /** the session that goes on; what the first one will begin as before there is one */
  readonly session: Session;
  /** how many turns of it there were */
  readonly turns: number;
  isCurrent(live: LiveSession): boolean;
  /** Begins the first session; on the website the messenger opens. */
  begin(): Promise<void>;
  /** Does what was asked for, and resolves once the bot has answered. Throws an `UlbotError` (usage) where that can't be done. */
  run(action: Action): Promise<void>;
  /** To be called with each request to the API URL in the session that goes on. */
  requested(): void;
  /** Resolves once every webhook has been answered. */
  settled(): Promise<void>;
}

type Turn = Extract<Action, { kind: "act" | "post" }>;

/** A chat in which nothing has happened yet. */
export function createChat({ platform, faults, save, printed, tell, onSession, ...options }: ChatOptions): Chat {
  let { channel } = options;
  let live: LiveSession | undefined;
  let turns: readonly Turn[] = [];
  let wake = (): void => {};
  /** happenings before this one are not waited for any more */
  let mark = 0;

  function started(start: Omit<SessionStart, "cid" | "operators">): LiveSession {
    channel = start.channel;
    live = platform.begin(start);
    turns = [];
    mark = 0;
    onSession(live);
    return live;
  }

  async function begin(): Promise<void> {
    started({ channel, info: madeUp });
    if (channel === "web") await play({ kind: "act", input: { kind: "open" } });
  }

  /** A session of which this is the first turn. */
  function startedBy(turn: Turn): LiveSession {
    return started(turn.kind === "post" ? startFor(turn.webhook, channel) : { channel, info: madeUp });
  }

  async function post(webhook: HandWritten, current: LiveSession): Promise<void> {
    const whole = completed(webhook, current.session);
    if (current.session.phase === "waiting") await current.meet({ kind: "recorded", webhook: whole });
    else await current.repost(whole);
  }

  async function play(turn: Turn): Promise<void> {
    const current = live ?? startedBy(turn);
    mark = current.happenings.length;
    turns = [...turns, turn];
    const reason = turn.kind === "post" ? await post(turn.webhook, current) : await current.act(turn.input);
    // what can't be done has been told, and is no turn
    if (reason !== undefined && live === current) turns = turns.filter((each) => each !== turn);
  }

  function upload(place: string): Promise<void> {
    const file = fileAt(place, platform.files);
    if (file === undefined) throw new UlbotError("usage", `"${printable(place)}" is no address of a file`);
    return play({ kind: "act", input: { kind: "upload", file } });
  }

  async function rewind(count: number): Promise<void> {
    const again = turns.slice(0, count);
    const [first] = again;
    if (count > turns.length) throw new UlbotError("usage", `there were ${turns.length} turns, not ${count}`);
    if (first === undefined) return begin();
    const begun = startedBy(first);
    for (const turn of again) {
      await play(turn);
      // another session has begun meanwhile
      if (live !== begun) return;
    }
  }

  function write(name: string): void {
    const entries = (live?.happenings ?? []).flatMap((each) => entryOf(each, live?.session.cid ?? "") ?? []);
    if (entries.length === 0) throw new UlbotError("usage", "nothing has been said yet that could be saved");
    tell(`wrote ${printable(save(name, entries))}`);
  }

  async function waitForRequest(ms: number): Promise<void> {
    const since = live?.happenings.slice(mark) ?? [];
    const index = since.findIndex(({ kind }) => kind === "request");
    if (index !== -1) {
      mark += index + 1;
      return;
    }
    const came = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const over = new AbortController();
    // by itself it keeps nothing alive, once all else has ended
    await Promise.race([came, sleep(ms, undefined, { signal: over.signal, ref: false }).catch(() => undefined)]);
    over.abort();
    mark = live?.happenings.length ?? 0;
  }

  function setFaults(wanted: typeof faults.current): void {
    faults.set(wanted);
    const names = wanted.map(({ name, ms }) => (ms === undefined ? name : `${name}=${ms / 1000}s`));
    tell(names.length === 0 ? "nothing goes wrong any more" : `from now on: ${names.join(", ")}`);
  }

  function outputText(): string {
    if (!printed) return "the bot was not started here, and prints where it was; --exec starts it here";
    return printed().join("\n") || "the bot has printed nothing";
  }

  const handlers: { readonly [Kind in Action["kind"]]: (action: Extract<Action, { kind: Kind }>) => unknown } = {
    act: play,
    post: play,
    upload: ({ place }) => upload(place),
    begin(action) {
      channel = action.channel ?? channel;
      return begin();
    },
    rewind: (action) => rewind(action.turns),
    save: (action) => write(action.name),
    context: () => tell(printable(JSON.stringify(live?.session.context ?? {}, null, 2), { newlines: true })),
    output: () => tell(outputText()),
    async operators({ available }) {
      tell(available ? "operators are there" : "no operator is there");
      await platform.setOperators(available);
    },
    expire: () => live?.meet({ kind: "expired" }),
    fail: (action) => setFaults(action.faults),
    wait: ({ ms }) => waitForRequest(ms),
    help: () => tell(helpText()),
    quit: () => undefined,
    nothing: () => undefined,
  };

  return {
    get session() {
      return live?.session ?? createSession({ cid: "", channel });
    },
    get turns() {
      return turns.length;
    },
    isCurrent: (session) => session === live,
    begin,
    async run<Kind extends Action["kind"]>(action: Extract<Action, { kind: Kind }>) {
      await handlers[action.kind as Kind](action);
    },
    requested: () => wake(),
    async settled() {
      faults.flush();
      await live?.settled();
    },
  };
}
