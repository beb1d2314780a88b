import type { Reply } from "../bot/endpoint.ts";
import type { LintSettings } from "../lint/lint.ts";
import { printable } from "../printable.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";
import { checkReply } from "../replay/check.ts";
import type { ApiRequest } from "./api-request.ts";
import type { Effect } from "./effect.ts";
import type { Happening, News } from "./happening.ts";
import type { ContactInput, Input } from "./input.ts";
import { createSession, type Session, type SessionStart, step } from "./session.ts";

/** What a session that goes on needs of the world. */
export interface LiveOptions {
  /** Posts a webhook to the bot; rejects only where the session is closed meanwhile. */
  readonly post: (webhook: WebhookEvent) => Promise<Reply>;
  readonly settings: LintSettings;
  /** milliseconds since the Unix epoch */
  readonly now: () => number;
  /** whether delays take their time, or none */
  readonly delays: "real" | "none";
  /** hands a webhook on when it is to be posted; at once unless told */
  readonly order?: ((webhook: WebhookEvent, handOn: (webhook: WebhookEvent) => void) => void) | undefined;
  /** told of everything that happens */
  readonly onHappening?: (happening: Happening) => void;
  /** told of faults of our own, after which the session goes on; where it is left out they are thrown */
  readonly onFailure?: ((failure: unknown) => void) | undefined;
}

/** A session that goes on between a contact and a bot. */
export interface LiveSession {
  /** what the platform knows by now */
  readonly session: Session;
  readonly happenings: readonly Happening[];
  /** The contact does something. Resolves with the reason where that can't be done, else once the bot has answered. */
  act(input: ContactInput): Promise<string | undefined>;
  /**
   * Something else happens: operators come or go, the session times out, what was recorded is posted. Resolves once the bot has
   * answered what that led to.
   */
  meet(input: Extract<Input, { kind: "operators" | "expired" | "recorded" }>): Promise<void>;
  /** Posts a webhook as it is, and resolves once it is answered. */
  repost(webhook: WebhookEvent): Promise<void>;
  /** What the bot sent to the API URL. */
  receive(request: ApiRequest): void;
  /** Resolves once every webhook has been answered. */
  settled(): Promise<void>;
  /** Nothing happens any more. */
  close(): void;
}

/** A bot that forwards again whenever nobody was there would never come to an end. */
const mostByItself = 10;

/** Begins a session; nothing happens before the contact does something. */
export function createLiveSession(start: SessionStart, options: LiveOptions): LiveSession {
  const { now, onHappening, onFailure } = options;
  const happenings: Happening[] = [];
  let session = createSession(start);
  let posts: Promise<void> = Promise.resolve();
  let told = now();
  let timer: NodeJS.Timeout | undefined;
  let byItself = 0;
  let isClosed = false;

  function tell(news: News): number {
    const happening: Happening = { number: happenings.length + 1, at: new Date(now()).toISOString(), ...news };
    happenings.push(happening);
    try {
      onHappening?.(happening);
    } catch (failure) {
      if (!onFailure) throw failure;
      onFailure(failure);
    }
    return happening.number;
  }

  /** Makes a fault of our own known; gives the words for it. */
  function failed(failure: unknown): string {
    if (!onFailure) throw failure;
    onFailure(failure);
    const words = failure instanceof Error ? failure.message : String(failure);
    const reason = `ulbot failed at this, which is a bug in ulbot: ${printable(words)}`;
    try {
      tell({ kind: "effect", effect: { kind: "impossible", reason } });
    } catch (again) {
      onFailure(again);
    }
    return reason;
  }

  /** Does something, and gives the reason where that can't be done. */
  function attempt(action: () => readonly Effect[]): string | undefined {
    try {
      return action().find((effect) => effect.kind === "impossible")?.reason;
    } catch (failure) {
      return failed(failure);
    }
  }

  /** Lets the session know how much time has gone by, then what happened. */
  function happen(input: Input): readonly Effect[] {
    if (isClosed) return [];
    const ms = now() - told;
    told += ms;
    const passed = step(session, { kind: "elapsed", ms });
    const { session: after, effects } = step(passed.session, input);
    session = after;
    for (const effect of [...passed.effects, ...effects]) carryOut(effect);
    return effects;
  }

  function carryOut(effect: Effect): void {
    if (effect.kind === "post") post(effect.webhook);
    else if (effect.kind === "wait") waitFor(effect.ms);
    else tell({ kind: "effect", effect });
  }

  function waitFor(ms: number): void {
    clearTimeout(timer);
    if (options.delays === "real") timer = setTimeout(() => attempt(() => happen({ kind: "elapsed", ms: 0 })), ms);
    else happen({ kind: "elapsed", ms });
  }

  function post(webhook: WebhookEvent): void {
    if (++byItself > mostByItself) {
      const reason = `the bot was asked ${mostByItself} times without the contact doing anything`;
      tell({ kind: "effect", effect: { kind: "impossible", reason } });
      return;
    }
    if (options.order) options.order(webhook, queue);
    else queue(webhook);
  }

  function queue(webhook: WebhookEvent): void {
    posts = posts.then(() =>
      exchange(webhook).catch((failure: unknown) => {
        // what was under way then rejects
        if (!isClosed) failed(failure);
      }),
    );
  }

  async function exchange(webhook: WebhookEvent): Promise<void> {
    if (isClosed) return;
    const to = tell({ kind: "webhook", webhook });
    const reply = await options.post(webhook);
    const { status, events, findings, problems } = checkReply(reply, session.cid, session.channel, options.settings);
    tell({ kind: "answer", to, status, ms: reply.ms, events, findings, problems });
    if (events.length > 0) happen({ kind: "answered", events });
  }

  /** Every answer may lead to another webhook. */
  async function settled(): Promise<void> {
    for (let last: Promise<void> | undefined; last !== posts; ) {
      last = posts;
      await last;
    }
  }

  return {
    get session() {
      return session;
    },
    happenings,
    async act(input) {
      byItself = 0;
      const reason = attempt(() => {
        tell({ kind: "input", input });
        return happen(input);
      });
      await settled();
      return reason;
    },
    async meet(input) {
      byItself = 0;
      attempt(() => happen(input));
      await settled();
    },
    async repost(webhook) {
      byItself = 0;
      attempt(() => {
        post(webhook);
        return [];
      });
      await settled();
    },
    receive({ status, events, findings, problems }) {
      attempt(() => {
        tell({ kind: "request", status, events, findings, problems });
        return status === 200 ? happen({ kind: "requested", events }) : [];
      });
    },
    settled,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
