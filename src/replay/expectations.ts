import { expectedPathOf } from "../expected/expected-path.ts";
import { readExpected } from "../expected/read.ts";
import type { Recorded } from "./conversation.ts";

/**
 * The webhooks of one fixture with what is expected of the bot: what the file of expected answers beside it says, else what was
 * recorded. Throws an `UlbotError` with file and line for a file that says anything wrong; where it `isToBeUpdated`, turns that
 * the fixture does not have are passed over.
 */
export function withExpected(
  recording: readonly Recorded[],
  { cwd, isToBeUpdated }: { readonly cwd: string; readonly isToBeUpdated: boolean },
): Recorded[] {
  const [first] = recording;
  if (first === undefined) return [];
  const file = expectedPathOf(first.file);
  const webhooks = isToBeUpdated ? undefined : recording.map(({ webhook }) => webhook.packet.name);
  const turns = readExpected(file, { cwd, webhooks })?.turns ?? [];
  const byTurn = new Map(turns.map(({ turn, event, expectation }) => [`${turn} ${event}`, expectation]));
  return recording.map((recorded) => {
    const expectation = byTurn.get(`${recorded.index + 1} ${recorded.webhook.packet.name}`);
    return expectation ? { ...recorded, expected: { file, expectation } } : recorded;
  });
}
