import type { Rendering } from "../delivery/rendering.ts";
import { UlbotError } from "../errors.ts";
import type { Finding } from "../lint/finding.ts";
import type { LintSettings } from "../lint/lint.ts";
import { quoted } from "../lint/quoted.ts";
import { type Channel, channelNames, isChannel } from "../protocol/channels.ts";
import type { Context, WebhookEvent } from "../protocol/envelope.ts";
import type { WebhookPayloadOf } from "../protocol/webhooks/index.ts";
import type { Problem } from "../replay/turn.ts";
import type { Entry } from "../transcript/entry.ts";
import { createApiUrlApp } from "./api-url.ts";
import { type BotAddress, connectionTo, type Fetch } from "./connection.ts";
import type { Effect } from "./effect.ts";
import { newCid, newToken } from "./fresh.ts";
import { entryOf, type Happening } from "./happening.ts";
import type { Info } from "./info.ts";
import type { ContactInput } from "./input.ts";
import { createLiveSession, type LiveSession } from "./live-session.ts";

export interface SimulatorOptions extends BotAddress {
  /** whether somebody is there to take a forward; true unless told */
  readonly operators?: boolean;
  /** what lint knows of the project: rules, names of parameters */
  readonly settings?: Omit<LintSettings, "channels">;
}

/** What a session begins with. */
export interface ConversationStart {
  /** web unless told */
  readonly channel?: Channel;
  /** what the contact writes first; everywhere but on the website a session begins with it */
  readonly message?: string;
  readonly contact?: Info["contact"];
  readonly conversation?: Info["conversation"];
  readonly context?: Context;
}

/** What came of something that the contact did. */
export interface SimulatedTurn {
  /** what was posted, and then what came back for it */
  readonly webhooks: readonly WebhookEvent[];
  /** what the bot answered and sent to the API URL */
  readonly events: readonly unknown[];
  /** what the contact saw of it */
  readonly shown: readonly Rendering[];
  readonly effects: readonly Effect[];
  readonly findings: readonly Finding[];
  /** what is wrong with an answer besides what lint finds: no 200, no JSON, another session's cid */
  readonly problems: readonly Problem[];
}

/** The platform, as far as one contact and one bot have to do with it. */
export interface Simulator {
  /** A contact comes, in a new session. */
  start(options?: ConversationStart): Promise<SimulatedTurn>;
  /** The contact writes. */
  say(text: string): Promise<SimulatedTurn>;
  /** The contact chooses an option, by its id or else its label, of the latest choice that has it. */
  click(option: string): Promise<SimulatedTurn>;
  /** The contact sends a file. */
  upload(file: WebhookPayloadOf<"media">): Promise<SimulatedTurn>;
  /** The contact does anything else that it can do. */
  act(input: ContactInput): Promise<SimulatedTurn>;
  /** What came since the last turn by itself, such as requests to the API URL. */
  since(): SimulatedTurn;
  /** Somebody is there to take forwards from now on, or nobody. */
  setOperators(available: boolean): void;
  /** The session as the entries of a transcript. */
  transcript(): Entry[];
  /** The API URL for the bot's own requests: a token, and a handler to call instead of a network. */
  readonly api: { readonly token: string; readonly fetch: Fetch };
  /** The session is gone; `start` begins another one. */
  reset(): void;
  /** Nothing is posted any more. */
  close(): Promise<void>;
}

function turnOf(happenings: readonly Happening[]): SimulatedTurn {
  const effects = happenings.flatMap((one) => (one.kind === "effect" ? one.effect : []));
  const said = happenings.filter((one) => one.kind === "answer" || one.kind === "request");
  return {
    webhooks: happenings.flatMap((one) => (one.kind === "webhook" ? one.webhook : [])),
    events: said.flatMap(({ events }) => events),
    shown: effects.flatMap((effect) => (effect.kind === "show" ? effect.rendering : [])),
    effects,
    findings: said.flatMap(({ findings }) => findings),
    problems: said.flatMap(({ problems }) => problems),
  };
}

/** Tests are often written without types. */
function checkChannel(channel: unknown): void {
  if (isChannel(channel)) return;
  throw new UlbotError("usage", `${quoted(String(channel))} is no channel; there are ${channelNames.join(", ")}`);
}

function checkText(text: unknown): void {
  if (typeof text !== "string") throw new UlbotError("usage", `the contact says a text, not ${String(text)}`);
}

/**
 * A simulator for a bot's own tests: the contact, the platform between the two, and the API URL, at no time of its own: what
 * a `delay` holds back is shown at once. Throws an `UlbotError` (usage) without a bot, for what a contact can't do, and once it is
 * closed.
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const connection = connectionTo(options);
  const token = newToken();
  let { operators = true } = options;
  let live: LiveSession | undefined;
  let seen = 0;
  let isClosed = false;

  function checkOpen(): void {
    if (isClosed) throw new UlbotError("usage", "the simulator is closed");
  }

  function current(): LiveSession {
    if (live) return live;
    throw new UlbotError("usage", "there is no session: call start() first");
  }

  const settingsFor = (channel: Channel): LintSettings => ({ ...options.settings, channels: [channel] });

  function begin({ channel = "web", contact, conversation, context }: ConversationStart): void {
    checkOpen();
    checkChannel(channel);
    live?.close();
    seen = 0;
    const info = { ...(contact && { contact }), ...(conversation && { conversation }) };
    const corrections = options.settings?.corrections;
    live = createLiveSession(
      { cid: newCid(), channel, info, context, operators, corrections },
      { post: connection.post, settings: settingsFor(channel), now: Date.now, delays: "none" },
    );
  }

  /** What nobody has been told of yet. */
  function since(): SimulatedTurn {
    const { happenings } = current();
    const news = happenings.slice(seen);
    seen = happenings.length;
    return turnOf(news);
  }

  async function act(input: ContactInput): Promise<SimulatedTurn> {
    checkOpen();
    const reason = await current().act(input);
    const turn = since();
    if (reason !== undefined) throw new UlbotError("usage", reason);
    return turn;
  }

  /** The latest choice with an option of this id or label. */
  function choiceWith(option: string): ContactInput {
    const choices = current().session.choices.toReversed();
    for (const key of ["id", "label"] as const) {
      const choice = choices.find((each) => each.options.some((one) => one[key] === option));
      const chosen = choice?.options.find((one) => one[key] === option);
      if (choice && chosen) return { kind: "choose", choice: choice.number, option: chosen.id };
    }
    const offered = choices.flatMap((each) => each.options.map(({ id, label }) => `${id} (${label})`));
    const list = offered.length > 0 ? `it has offered ${offered.join(", ")}` : "it has offered nothing";
    throw new UlbotError("usage", `the bot offers no option "${option}": ${list}`);
  }

  const api = createApiUrlApp({
    token,
    settings: () => settingsFor(current().session.channel),
    isLive: (cid) => live?.session.cid === cid && live.session.phase !== "over",
    received: (request) => live?.receive(request),
  });

  return {
    async start(start = {}) {
      begin(start);
      const isOnWeb = current().session.channel === "web";
      const { message = isOnWeb ? undefined : "Hello" } = start;
      if (isOnWeb) await current().act({ kind: "open" });
      return message === undefined ? since() : act({ kind: "write", body: message });
    },
    async say(body) {
      checkText(body);
      return act({ kind: "write", body });
    },
    click: async (option) => act(choiceWith(option)),
    upload: (file) => act({ kind: "upload", file }),
    act,
    since,
    setOperators(available) {
      operators = available;
      void live?.meet({ kind: "operators", available });
    },
    transcript: () => (live ? live.happenings.flatMap((one) => entryOf(one, current().session.cid) ?? []) : []),
    api: { token, fetch: (request) => api.fetch(request) },
    reset() {
      live?.close();
      live = undefined;
    },
    async close() {
      isClosed = true;
      live?.close();
      await connection.close();
    },
  };
}
