import { UlbotError } from "../errors.ts";
import type { LintSettings } from "../lint/lint.ts";
import { printable } from "../printable.ts";
import { createMailroom, type Mailroom } from "../replay/inbox.ts";
import { counted } from "../reporters/counted.ts";
import { knownToken } from "../settings.ts";
import { newToken } from "../simulator/fresh.ts";
import type { Run } from "./command.ts";
import type { ReplayWishes } from "./replay-plan.ts";

/** The API URL while conversations are played. */
export interface ReplayApi {
  readonly mailroom: Mailroom;
  /** what a bot has to know of it, as variables of its environment */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The token a bot knows already, or else one for this run, which only a bot that is started here can be told. */
function tokenFor({ exec }: ReplayWishes, io: Run["io"]): string {
  const known = knownToken(io);
  if (known) return known;
  if (exec) return newToken();
  throw new UlbotError("usage", "--api-port needs the token that the bot sends to the API URL", {
    hint: "put it into ULBOT_SECURITY_TOKEN, in the environment or in .env",
  });
}

/**
 * Opens the API URL on this machine, where a bot can know of it. Throws an `UlbotError` (usage) for a port that is taken, and
 * where nobody knows the token.
 */
export async function openApi(
  wishes: ReplayWishes,
  settings: LintSettings,
  { io, say }: Run,
): Promise<ReplayApi | undefined> {
  const { exec, apiPort } = wishes;
  if (!exec && apiPort === undefined) return undefined;
  const token = tokenFor(wishes, io);
  const { startApiUrl } = await import("../simulator/api-url.ts");
  const mailroom = createMailroom(() => performance.now());
  const settingsFor = (cids: readonly string[]): LintSettings => ({
    ...settings,
    channels: [...new Set(cids.flatMap((cid) => mailroom.channelOf(cid) ?? []))],
  });
  const { isLive, received } = mailroom;
  const api = await startApiUrl({ token, settings: settingsFor, isLive, received }, apiPort);
  if (apiPort !== undefined) say(`the API URL is ${api.url.href}`);
  const env = { ULBOT_API_URL: api.url.href, ULBOT_SECURITY_TOKEN: token };
  return { mailroom, env, close: api.close };
}

/** What to say of requests that were of no conversation; nothing where there were none. */
export function strayText({ strays }: Mailroom): string | undefined {
  const { count, first } = strays;
  if (first === undefined) return undefined;
  const why = first.problems[0]?.message ?? first.findings[0]?.message ?? "";
  const what = `${counted(count, "request")} to the API URL for no conversation that was being played; the first: ${first.status} ${printable(why)}`;
  return `${what}\nwhere they come late, --settle 1s waits for them`;
}
