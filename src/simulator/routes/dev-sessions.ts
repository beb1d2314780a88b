import { type Context, Hono } from "hono";
import type * as z from "zod/mini";
import { UlbotError } from "../../errors.ts";
import type { WebhookEvent } from "../../protocol/envelope.ts";
import type { Entry } from "../../transcript/entry.ts";
import { entryOf } from "../happening.ts";
import { webhookOf } from "../info.ts";
import type { LiveSession } from "../live-session.ts";
import type { ServerEnv } from "../local-only.ts";
import type { Platform } from "../platform.ts";
import { fileAt } from "../sample-files.ts";
import { type bodies, bodyOf } from "./dev-body.ts";
import { drawingsOf } from "./dev-told.ts";

export interface SessionsOptions {
  readonly platform: Platform;
  readonly curl: (webhook: unknown) => string;
  readonly save: (name: string, entries: readonly Entry[]) => Promise<string>;
  /** told when there is a new session */
  readonly began: (session: LiveSession) => void;
}

type Bodies = { readonly [Name in keyof typeof bodies]: z.output<(typeof bodies)[Name]> };

/** What a request to a session gets, or why it gets nothing. */
type Outcome =
  | { readonly status: 200 | 201 | 202; readonly json: object }
  | { readonly status: 400 | 404 | 409; readonly error: string };

const taken: Outcome = { status: 202, json: {} };

/** The reason why what was just asked for can't be done, or that it goes on; the bot's answer is waited for by nobody. */
function done(live: LiveSession, action: () => Promise<unknown>): Outcome {
  const before = live.happenings.length;
  void action();
  for (const happening of live.happenings.slice(before)) {
    if (happening.kind !== "effect" || happening.effect.kind !== "impossible") continue;
    return { status: 409, error: happening.effect.reason };
  }
  return taken;
}

type ContactInput = Parameters<LiveSession["act"]>[0];

/** What the contact does, with all that is known of a file. */
function complete(input: ContactInput, { files }: Platform): ContactInput {
  if (input.kind !== "upload" || input.file.link === undefined) return input;
  return { ...input, file: { ...fileAt(input.file.link, files), ...input.file } };
}

function repost(live: LiveSession, webhook: WebhookEvent): Outcome {
  const { cid } = live.session;
  if (webhook.info.cid === cid) return done(live, () => live.repost(webhook));
  return { status: 400, error: `webhook.info.cid has to stay that of the session, ${cid}` };
}

function failForward(live: LiveSession): Outcome {
  if (live.session.phase !== "open") return { status: 409, error: "the session is not open" };
  const webhook = webhookOf(live.session, { name: "forward_failed", payload: {} });
  return done(live, () => live.repost(webhook));
}

async function saved(live: LiveSession, name: string, { save }: SessionsOptions): Promise<Outcome> {
  const entries = live.happenings.flatMap((happening) => entryOf(happening, live.session.cid) ?? []);
  if (entries.length === 0) return { status: 409, error: "nothing has been posted yet" };
  try {
    return { status: 201, json: { path: await save(name, entries) } };
  } catch (error) {
    if (error instanceof UlbotError) return { status: 409, error: error.message };
    throw error;
  }
}

const noSession: Outcome = { status: 404, error: "there is no such session" };
const noHappening: Outcome = { status: 404, error: "that has not happened" };

const respond = (c: Context<ServerEnv>, outcome: Outcome): Response =>
  "json" in outcome ? c.json(outcome.json, outcome.status) : c.json({ error: outcome.error }, outcome.status);

/** What the page can do with sessions, and ask of them. */
export function sessionRoutes(options: SessionsOptions): Hono<ServerEnv> {
  const { platform } = options;
  const app = new Hono<ServerEnv>();

  function onPost<Name extends keyof Bodies>(
    path: string,
    name: Name,
    act: (live: LiveSession, body: Bodies[Name]) => Outcome | Promise<Outcome>,
  ): void {
    app.post(`/:cid/${path}`, async (c) => {
      const read = await bodyOf(c, name);
      if ("error" in read) return c.json({ error: read.error }, read.status);
      const live = platform.sessions.get(c.req.param("cid"));
      return respond(c, live ? await act(live, read.body as Bodies[Name]) : noSession);
    });
  }

  app.post("/", async (c) => {
    const read = await bodyOf(c, "begin");
    if ("error" in read) return c.json({ error: read.error }, read.status);
    const { channel, context, ...info } = read.body;
    const given = Object.entries(info).filter(([, value]) => value !== undefined);
    const live = platform.begin({ channel, context, info: Object.fromEntries(given) });
    options.began(live);
    return c.json({ cid: live.session.cid }, 201);
  });

  onPost("act", "act", (live, input) => done(live, () => live.act(complete(input as ContactInput, platform))));
  onPost("expired", "nothing", (live) => done(live, () => live.meet({ kind: "expired" })));
  onPost("forward-failed", "nothing", failForward);
  onPost("repost", "repost", (live, { webhook }) => repost(live, webhook as WebhookEvent));
  onPost("save", "save", (live, { name }) => saved(live, name, options));

  app.get("/:cid", (c) => {
    const live = platform.sessions.get(c.req.param("cid"));
    if (!live) return respond(c, noSession);
    const { info, context, operators, phase } = live.session;
    return c.json({ phase, operators, context, ...info });
  });

  app.get("/:cid/happenings/:number{[0-9]+}/:what?", (c) => {
    const live = platform.sessions.get(c.req.param("cid"));
    const happening = live?.happenings[Number(c.req.param("number")) - 1];
    if (!live || !happening) return respond(c, live ? noHappening : noSession);
    const what = c.req.param("what");
    if (what === undefined) return c.json(happening);
    if (what === "drawings") return c.json(drawingsOf(happening, live));
    if (what !== "curl" || happening.kind !== "webhook") return respond(c, noHappening);
    return c.json({ line: options.curl(happening.webhook) });
  });

  return app;
}
