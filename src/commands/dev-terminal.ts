import type { Io } from "../io.ts";
import { happeningLines, sessionLines } from "../reporters/dev/happening-lines.ts";
import { highlightRows } from "../reporters/dev/highlight-rows.ts";
import { refusedText } from "../reporters/dev/unexpected.ts";
import type { View } from "../reporters/view.ts";
import type { Happening } from "../simulator/happening.ts";
import type { LiveSession } from "../simulator/live-session.ts";
import { createChat } from "../terminal/chat.ts";
import { openPrompt } from "../terminal/interactive.ts";
import { type Dev, failedIn, type Opened, openDev, saveFixture, whileAway } from "./dev-run.ts";

/** What happened in a session, as lines of its chat. */
export function drawn(live: LiveSession, happening: Happening, view: View): string[] {
  const webhookBy = (number: number) => {
    const posted = live.happenings[number - 1];
    return posted?.kind === "webhook" ? posted.webhook : undefined;
  };
  return happeningLines(happening, { channel: live.session.channel, webhookBy }, view);
}

/** Leads a chat on the terminal until its end; throws an `UlbotError` (interrupted) on Ctrl-C. */
export async function chatOnTerminal(dev: Dev): Promise<void> {
  const { wishes, faults, signal } = dev;
  const { io, style, globals } = dev.run;
  // a terminal is a whole stream, although our own code writes text to it and no more
  const prompt = openPrompt(io.stdin, io.stdout as unknown as NodeJS.WritableStream, {
    styled: style.cyan,
    rowsOf: (highlight, room) => highlightRows(highlight, room, style),
    failed: (failure) => failedIn(run)(failure),
  });
  const put = (text: string): unknown => prompt.put(text.replace(/\n$/, ""));
  const say = (line: string): unknown => globals.quiet || put(line);
  const talk: Io = Object.create(io, { stderr: { value: { write: put } } });
  const run = { ...dev.run, say, io: talk };
  const view = (): View => ({ style, width: io.stdout.columns ?? 80 });
  const waiting = whileAway(
    dev,
    () => opened.bot,
    (news) => {
      if (news !== undefined) say(style.dim(news));
    },
  );
  const opened: Opened = await openDev(
    { ...dev, run },
    {
      endpoint: waiting,
      delays: "real",
      onHappening(live, happening) {
        if (happening.kind === "input") opened.bot?.wake();
        const isRequest = happening.kind === "request";
        if (!chat.isCurrent(live)) return void (isRequest && say(style.dim("a request came for an earlier session")));
        const lines = drawn(live, happening, view());
        if (lines.length > 0) put(lines.join("\n"));
        if (isRequest) chat.requested();
      },
      onRequest(request, sessions) {
        if (sessions.length === 0) say(refusedText(request));
      },
      isWoken: true,
      ...(globals.verbose ? { onOutput: put } : {}),
    },
  );
  const chat = createChat({
    platform: opened.platform,
    faults,
    channel: wishes.channel,
    save: (name, entries) => saveFixture(name, entries, io.cwd),
    printed: opened.bot?.printed,
    tell: put,
    onSession: ({ session }) => put(sessionLines(session.channel, session.cid, view()).join("\n")),
  });
  try {
    opened.sayStart();
    say(style.dim("↑ and ↓ choose an option, /help shows what can be typed, Ctrl-C ends it"));
    opened.bot?.wake();
    waiting.look().catch(() => undefined);
    await prompt.lead(chat, signal);
  } finally {
    await opened.close();
  }
}
