import { UlbotError } from "../errors.ts";
import type { FileResult } from "../lint/lint-files.ts";
import type { Conversation } from "./conversation.ts";
import { type ReplayOptions, replay } from "./replay.ts";
import type { Turn } from "./turn.ts";

/** How reports call the answer to a recorded webhook: no file has it. */
const nameOf = ({ file, index }: Turn): string => `<answer ${index + 1} to ${file}>`;

/** Why an answer holds nothing that could be linted, or `undefined` where it does. */
function failureOf({ problems }: Turn): UlbotError | undefined {
  const [problem] = problems.filter(({ severity }) => severity === "error");
  return problem && new UlbotError("usage", problem.message);
}

function resultOf(turn: Turn): FileResult {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of turn.findings) counts[severity]++;
  const file = nameOf(turn);
  const failure = failureOf(turn);
  const findings = turn.findings.map((finding) => ({ ...finding, file }));
  const result = { file, findings, counts, events: turn.events.length, readable: failure === undefined };
  return failure === undefined ? result : { ...result, failure };
}

/**
 * Lints what a bot answers to recorded webhooks: one result for each answer, named after the webhook. Throws an `UlbotError`
 * where the bot can't be reached; rejects with the signal's reason where that aborts.
 */
export async function* lintAnswers(
  conversations: readonly Conversation[],
  options: ReplayOptions,
): AsyncGenerator<FileResult> {
  for await (const turn of replay(conversations, options)) {
    if (turn.unreachable) throw new UlbotError("unavailable", turn.problems[0]?.message ?? "the bot cannot be reached");
    if (turn.outcome !== "skipped") yield resultOf(turn);
  }
}
