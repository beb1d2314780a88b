import { randomBytes } from "node:crypto";
import type { LintSettings } from "../lint/lint.ts";
import { printable } from "../printable.ts";
import { createMailroom, type Mailroom } from "../replay/inbox.ts";
import { counted } from "../reporters/counted.ts";
import { readDotEnv } from "../settings.ts";
import type { Run } from "./command.ts";

/** The API URL while conversations are played. */
export interface ReplayApi {
  readonly mailroom: Mailroom;
  /** what a bot has to know of it, as variables of its environment */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The token a bot knows already, or else one for this run, which a bot that is started here is told. */
function tokenFor({ env, cwd }: Run["io"]): string {
  const known = env.ULBOT_SECURITY_TOKEN?.trim() || readDotEnv(cwd).ULBOT_SECURITY_TOKEN?.trim();
  return known || randomBytes(24).toString("hex");
}

/** Opens the API URL on this machine. Throws an `UlbotError` (usage) for a port that is taken. */
export async function openApi(port: number | undefined, settings: LintSettings, { io }: Run): Promise<ReplayApi> {
  const { startApiUrl } = await import("../simulator/api-url.ts");
  const token = tokenFor(io);
  const mailroom = createMailroom(() => performance.now());
  const settingsFor = (cids: readonly string[]): LintSettings => ({
    ...settings,
    channels: [...new Set(cids.flatMap((cid) => mailroom.channelOf(cid) ?? []))],
  });
  const { isLive, received } = mailroom;
  const api = await startApiUrl({ token, settings: settingsFor, isLive, received }, port);
  const env = { ULBOT_API_URL: api.url.href, ULBOT_SECURITY_TOKEN: token };
  return { mailroom, env, close: api.close };
}

/** What to say of requests that were of no conversation; nothing where there were none. */
export function strayText({ strays }: Mailroom): string | undefined {
  const [first] = strays;
  if (first === undefined) return undefined;
  const why = first.problems[0]?.message ?? first.findings[0]?.message ?? "";
  const count = counted(strays.length, "request");
  const what = `${count} to the API URL for no conversation that was being played; the first: ${first.status} ${printable(why)}`;
  return `${what}\nwhere they come late, --settle 1s waits for them`;
}
