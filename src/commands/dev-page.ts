import { once } from "node:events";
import { readTextFile } from "../input/files.ts";
import { refusedText } from "../reporters/dev/unexpected.ts";
import { curlLine } from "../reporters/replay/curl.ts";
import { type DevServer, startDevServer } from "../simulator/dev-server.ts";
import { atPort, type Dev, failedIn, type Opened, openDev, saveFixture, whileAway } from "./dev-run.ts";

/** Serves the chat page until the signal aborts; throws its reason then. */
export async function serve(dev: Dev): Promise<void> {
  const { wishes, run, url, faults, signal } = dev;
  const { io, globals, say } = run;
  let server: DevServer | undefined;
  const waiting = whileAway(
    dev,
    () => opened.bot,
    (news) => {
      if (news !== undefined) say(news);
      server?.changed();
    },
  );
  const opened: Opened = await openDev(dev, {
    endpoint: waiting,
    delays: "real",
    onHappening(live, happening) {
      if (happening.kind === "input") opened.bot?.wake();
      server?.told(live, happening);
    },
    onRequest(request, sessions) {
      if (request.status !== 200) say(refusedText(request));
      if (sessions.length === 0) server?.strayed(request);
    },
    isWoken: true,
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
        onFailure: failedIn(run),
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
