import { UlbotError } from "../errors.ts";
import { isAtLeast } from "../lint/finding.ts";
import type { FileResult } from "../lint/lint-files.ts";
import type { Conversation } from "./conversation.ts";
import { type ReplayOptions, replay } from "./replay.ts";
import type { Problem, Turn } from "./turn.ts";

/** How reports call the answer to a recorded webhook: no file has it. */
const nameOf = ({ file, index }: Turn): string => `<answer ${index + 1} to ${file}>`;

/** An answer was there, but can't be read; any other problem is that there was none. */
const isText = ({ kind }: Problem): boolean => kind === "json" || kind === "envelope";

/** Why an answer holds nothing that could be linted, or `undefined` where it does. */
function failureOf({ problems }: Turn): UlbotError | undefined {
  // events for another session can be linted all the same
  const problem = problems.find(({ severity, kind }) => severity === "error" && kind !== "cid");
  return problem && new UlbotError(isText(problem) ? "usage" : "unavailable", problem.message);
}

function resultOf(turn: Turn, { severity = "info" }: ReplayOptions["settings"]): FileResult {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const finding of turn.findings) counts[finding.severity]++;
  const file = nameOf(turn);
  const failure = failureOf(turn);
  const shown = turn.findings.filter((finding) => isAtLeast(finding.severity, severity));
  // there is no file in which anything could be fixed
  const findings = shown.map(({ fix: _, ...finding }) => ({ ...finding, file }));
  const result = { file, findings, counts, events: turn.events.length, readable: failure === undefined };
  if (failure === undefined) return result;
  return { ...result, failure: new UlbotError(failure.category, `${file}: ${failure.message}`) };
}

/**
 * Lints what a bot answers to recorded webhooks: one result for each answer, named after the webhook. Where the bot can't be
 * reached, a result with that failure is the last one. Rejects with the signal's reason where that aborts.
 */
export async function* lintAnswers(
  conversations: readonly Conversation[],
  options: ReplayOptions,
): AsyncGenerator<FileResult> {
  const { settings } = options;
  for await (const turn of replay(conversations, { ...options, settings: { ...settings, severity: "info" } })) {
    if (turn.outcome !== "skipped") yield resultOf(turn, settings);
    if (turn.unreachable) return;
  }
}
