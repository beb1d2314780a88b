import type { DistinctQuestion } from "inquirer";
import { UlbotError } from "../errors.ts";
import type { Io } from "../io.ts";

/** A question whose answer gets the name `name`. */
export type Question = DistinctQuestion;

/**
 * Asks on the terminal, talk going to stderr; gives the answers by name. Throws an `UlbotError` (interrupted) on Ctrl-C,
 * and the signal's reason once that is aborted.
 */
export async function ask(questions: readonly Question[], io: Io): Promise<Readonly<Record<string, unknown>>> {
  const { createPromptModule } = await import("inquirer");
  // a terminal is a whole stream, although our own code writes text to it and no more
  const output = io.stderr as unknown as NodeJS.WritableStream;
  try {
    return await createPromptModule({ input: io.stdin, output, signal: io.signal })(questions);
  } catch (error) {
    if (io.signal.aborted) throw io.signal.reason;
    if ((error as Error).name !== "ExitPromptError") throw error;
    throw new UlbotError("interrupted", "interrupted", { cause: error });
  }
}
