import { checkApiUrl } from "../api/api-url.ts";
import { type Checked, checkRequests } from "../api/check.ts";
import type { Composed } from "../api/compose.ts";
import { checkToken, readToken } from "../api/token.ts";
import { UlbotError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { stdinName } from "../input/files.ts";
import { mayAsk } from "../io.ts";
import type { Channel } from "../protocol/channels.ts";
import type { SendOutcome } from "../reporters/send.ts";
import type { Run } from "./command.ts";
import { lintSettings } from "./lint-settings.ts";

/** The options of `ulbot send`, whether it sends one request or a line after the other. */
export interface SendPlan {
  readonly file: string | undefined;
  readonly url?: string | undefined;
  readonly tokenFile?: string | undefined;
  readonly channel?: readonly Channel[] | undefined;
  /** whether the channels were named on the command line */
  readonly areNamed: boolean;
  readonly lint: boolean;
  readonly mediaCheck?: boolean | undefined;
  readonly yes?: true | undefined;
  readonly dryRun?: true | undefined;
  readonly curl?: true | undefined;
  readonly resume?: string | undefined;
  /** requests a minute for a session */
  readonly rate: number;
  readonly retryUnknown?: true | undefined;
  /** in milliseconds */
  readonly timeout: number;
  /** in milliseconds */
  readonly maxWait: number;
  readonly format: "pretty" | "json";
}

/** What the process ends with, by what became of a request. */
export const exitCodeOf = {
  sent: exitCodes.ok,
  refused: exitCodes.findings,
  stopped: exitCodes.findings,
  "not-sent": exitCodes.unavailable,
  unknown: exitCodes.unavailable,
} as const satisfies Record<SendOutcome, ExitCode>;

/** Whether requests are shown rather than sent. */
export const isShown = ({ dryRun, curl }: SendPlan): boolean => Boolean(dryRun || curl);

/** The API URL, which may be left open where nothing is sent. Throws an `UlbotError` (usage) where it is missing, or is none. */
export function urlOf(plan: SendPlan): URL | undefined {
  if (plan.url !== undefined) return checkApiUrl(plan.url);
  if (isShown(plan)) return undefined;
  const hint = "copy it from the settings of the bot in the Userlike dashboard, into --url or ULBOT_API_URL";
  throw new UlbotError("usage", "send has to know the API URL", { hint });
}

/** What lint and the media check have to say of each request. */
export function checksOf(requests: readonly Composed[], plan: SendPlan, { io, config }: Run): Promise<Checked[]> {
  return checkRequests(requests, {
    settings: lintSettings(plan.channel, config),
    areNamed: plan.areNamed,
    lint: plan.lint,
    media: plan.mediaCheck ? { env: io.env, signal: io.signal } : undefined,
  });
}

/** The token, which no output shows from then on. Throws an `UlbotError` (usage) where there is none. */
export async function tokenOf({ file, tokenFile }: SendPlan, { io, hide, say }: Run): Promise<string> {
  if (tokenFile === stdinName && file === stdinName) {
    throw new UlbotError("usage", "the token and the events can't both come from standard input");
  }
  const { token, warning } = await readToken(tokenFile, io);
  hide(token);
  checkToken(token);
  if (warning !== undefined) say(warning);
  return token;
}

/** Whether a question may be asked: standard input is a terminal that is read by nothing else. */
export function mayBeAsked({ file, tokenFile }: SendPlan, { io, globals }: Run): boolean {
  return mayAsk(io, globals.input) && file !== stdinName && tokenFile !== stdinName;
}
