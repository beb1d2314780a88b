import { createEndpoint } from "../bot/endpoint.ts";
import type { LintSettings } from "../lint/lint.ts";
import type { FileResult } from "../lint/lint-files.ts";
import { lintAnswers } from "../replay/lint-answers.ts";
import { botUrl, readConversations } from "./bot-under-test.ts";
import type { Run } from "./command.ts";

/** The bot whose answers are linted. */
export interface BotOptions {
  readonly url?: string | undefined;
  readonly header: readonly (readonly [string, string])[];
  /** how long an answer may take, in milliseconds */
  readonly timeout: number;
}

/** Posts recorded webhooks to a bot and lints what it answers, one result for each answer. */
export async function* lintBot(
  fixtures: readonly string[],
  { url, header, timeout }: BotOptions,
  settings: LintSettings,
  run: Run,
): AsyncGenerator<FileResult> {
  const headers = Object.fromEntries(header);
  const endpoint = createEndpoint({ url: await botUrl(url, undefined, "lint"), headers, timeoutMs: timeout });
  try {
    const conversations = await readConversations(fixtures, run);
    yield* lintAnswers(conversations, { endpoint, settings, jobs: 1, signal: run.io.signal, now: run.io.now });
  } finally {
    await endpoint.close();
  }
}
