import { printable } from "../../printable.ts";
import type { Style } from "../style.ts";

/** What runs where, and what a bot has to know of it. */
export interface DevStart {
  /** the chat page, where there is one */
  readonly page: URL | undefined;
  readonly api: URL;
  readonly bot: URL;
  /** whether the bot is started by us, and so is told all that it has to know */
  readonly isStarted: boolean;
  /** the token, where it was made for this run */
  readonly newToken: string | undefined;
}

function* rows({ page, api, bot }: DevStart, { bold }: Style): Generator<string> {
  if (page) yield `  chat page  ${bold(page.href)}`;
  yield `  API URL    ${api.href}`;
  yield `  bot        ${printable(bot.href)}`;
}

/** What has to stand in the bot's `.env`, which only a person can put there. */
function* settings({ api, isStarted, newToken }: DevStart, { dim }: Style): Generator<string> {
  if (isStarted) return;
  yield "";
  yield dim("  for the bot's .env; it holds for this simulator, and nowhere else:");
  yield `  ULBOT_API_URL=${api.href}`;
  if (newToken !== undefined) yield `  ULBOT_SECURITY_TOKEN=${newToken}`;
}

/** What is said once all of it runs. The token is shown only where somebody has to copy it. */
export function startText(start: DevStart, style: Style): string {
  return [...rows(start, style), ...settings(start, style), ""].join("\n");
}
