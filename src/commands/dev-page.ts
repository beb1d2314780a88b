import { once } from "node:events";
import { readTextFile } from "../input/files.ts";
import { printable } from "../printable.ts";
import { curlLine } from "../reporters/replay/curl.ts";
import { type DevServer, startDevServer } from "../simulator/dev-server.ts";
import { waitingFor } from "../simulator/waiting.ts";
import { atPort, type Dev, openDev, saveFixture } from "./dev-run.ts";

/** What is said when the bot comes or goes; a start of our own is said already. */
export function presence(isUp: boolean, { url, wishes }: Dev): string | undefined {
  if (isUp) return "the bot is there";
  return wishes.exec ? undefined : `waiting for the bot at ${printable(url.href)}`;
}

/** Serves the chat page until the signal aborts; throws its reason then. */
export async function serve(dev: Dev): Promise<void> {
  const { wishes, run, url, endpoint, faults, signal } = dev;
  const { io, globals, say } = run;
  let server: DevServer | undefined;
  const waiting = waitingFor({
    endpoint,
    url,
    signal,
    onChange(isUp) {
      const news = presence(isUp, dev);
      if (news !== undefined) say(news);
      server?.changed();
    },
  });
  const opened = await openDev(dev, {
    endpoint: waiting,
    delays: "real",
    onHappening(live, happening) {
      if (happening.kind === "input") opened.bot?.wake();
      server?.told(live, happening);
    },
    ...(globals.quiet ? {} : { onOutput: (text: string) => io.stderr.write(text) }),
  });
  try {
    server = await atPort(wishes.port, "page", (port) =>
      startDevServer({
        platform: opened.platform,
        page: readTextFile(io.packagePath("dist/web/index.html"), io.cwd),
        port,
        channel: wishes.channel,
        bot: { url, isUp: waiting.isUp },
        faults,
        curl: (webhook) =>
          curlLine(
            url,
            wishes.header.map(([name]) => name),
            webhook,
          ),
        save: async (name, entries) => saveFixture(name, entries, io.cwd),
      }),
    );
    opened.sayStart(server.url);
    opened.bot?.wake();
    waiting.look().catch(() => undefined);
    if (!signal.aborted) await once(signal, "abort");
    throw io.signal.reason;
  } finally {
    await server?.close();
    await opened.close();
  }
}
