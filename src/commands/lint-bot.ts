import { createEndpoint } from "../bot/endpoint.ts";
import type { LintSettings } from "../lint/lint.ts";
import type { FileResult } from "../lint/lint-files.ts";
import { lintAnswers } from "../replay/lint-answers.ts";
import { botUrl, readConversations } from "./bot-under-test.ts";
import type { Run } from "./command.ts";
import type { BotOptions } from "./lint.ts";

/** As long as the platform may wait, in milliseconds. */
const timeoutMs = 5000;

/** Posts recorded webhooks to a bot and lints what it answers, one result for each answer. */
export async function* lintBot(
  fixtures: readonly string[],
  { url, header }: BotOptions,
  settings: LintSettings,
  run: Run,
): AsyncGenerator<FileResult> {
  const conversations = await readConversations(fixtures, run);
  const headers = Object.fromEntries(header);
  const endpoint = createEndpoint({ url: await botUrl(url, undefined, "lint"), headers, timeoutMs });
  try {
    yield* lintAnswers(conversations, { endpoint, settings, jobs: 1, signal: run.io.signal });
  } finally {
    await endpoint.close();
  }
}
