import type { PostFailure, Reply } from "../bot/endpoint.ts";
import { UlbotError } from "../errors.ts";
import { sessionLines } from "../reporters/dev/happening-lines.ts";
import { refusedText } from "../reporters/dev/unexpected.ts";
import { entryOf, type Happening } from "../simulator/happening.ts";
import type { LiveSession } from "../simulator/live-session.ts";
import { createChat } from "../terminal/chat.ts";
import { chatByLines } from "../terminal/piped.ts";
import { entryText } from "../transcript/write.ts";
import { type Dev, openDev, saveFixture } from "./dev-run.ts";
import { drawn } from "./dev-terminal.ts";

const unreachable: readonly PostFailure["failure"][] = ["refused", "unresolved", "unreachable", "tls"];

/** The system tells of the end of a bot a moment after its connections have been closed, in milliseconds. */
const endIsToldWithin = 1000;

/** What no transcript holds, and yet has to be known. */
function isFailure(happening: Happening): boolean {
  return happening.kind === "answer" || (happening.kind === "effect" && happening.effect.kind === "impossible");
}

/** Writes what happens to stdout: a chat, or the lines of a transcript. */
function createScribe({ wishes, run: { io, style, say } }: Dev) {
  const view = { style, width: io.stdout.columns ?? 80 };
  let last: LiveSession | undefined;
  let isFirst = true;

  function asJson(live: LiveSession, happening: Happening): void {
    const entry = entryOf(happening, live.session.cid);
    if (entry === undefined) {
      for (const line of drawn(live, happening, view)) if (isFailure(happening)) say(line.trim());
      return;
    }
    io.stdout.write(entryText(entry, { first: isFirst }));
    isFirst = false;
  }

  function asChat(live: LiveSession, happening: Happening): void {
    const lines = drawn(live, happening, view);
    if (lines.length === 0) return;
    const head = live === last ? [] : sessionLines(live.session.channel, live.session.cid, view);
    io.stdout.write(`${[...(last && head.length > 0 ? [""] : []), ...head, ...lines].join("\n")}\n`);
    last = live;
  }

  return wishes.format === "json" ? asJson : asChat;
}

/** Leads a chat by the lines of standard input. Throws an `UlbotError` (unavailable) where the bot can't be reached. */
export async function chatThroughPipe(dev: Dev): Promise<void> {
  const { wishes, run, endpoint, faults, signal } = dev;
  const { io, say } = run;
  const write = createScribe(dev);
  let reply: Reply | undefined;
  const opened = await openDev(dev, {
    endpoint: {
      async post(webhook, options) {
        reply = await endpoint.post(webhook, options);
        return reply;
      },
    },
    delays: "none",
    onHappening(live, happening) {
      write(live, happening);
      if (happening.kind === "request" && chat.isCurrent(live)) chat.requested();
    },
    onRequest(request, sessions) {
      if (sessions.length === 0) say(refusedText(request));
    },
    isWoken: false,
    ...(run.globals.verbose ? { onOutput: (text: string) => io.stderr.write(text) } : {}),
  });
  const chat = createChat({
    platform: opened.platform,
    faults,
    channel: wishes.channel,
    save: (name, entries) => saveFixture(name, entries, io.cwd),
    printed: opened.bot?.printed,
    tell: wishes.format === "json" ? say : (text) => io.stdout.write(`${text}\n`),
    onSession: () => {},
  });
  async function check(): Promise<void> {
    if (reply?.kind !== "failure") return;
    const isAway = unreachable.includes(reply.failure);
    const end = isAway || reply.failure === "reset" ? await opened.bot?.end(endIsToldWithin) : undefined;
    if (end) throw end;
    if (isAway) throw new UlbotError("unavailable", reply.message);
  }
  try {
    if (!opened.bot) opened.sayStart();
    await opened.bot?.start();
    await chatByLines(chat, { input: io.stdin, settleMs: wishes.settle, signal, check });
  } finally {
    await opened.close();
  }
}
