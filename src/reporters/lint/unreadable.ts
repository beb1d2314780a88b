import type { LintReport } from "../../lint/lint-files.ts";
import type { FailureFacts } from "../failure-text.ts";

/** A file that was not linted, or not to its end, and why. */
export type Unreadable = LintReport["unreadable"][number];

/** What there is to say about a file that could not be read, or whose text isn't what lint reads. */
export function unreadableFacts({ file, failure }: Unreadable): FailureFacts & { readonly message: string } {
  return failure ?? { message: `${file} could not be read as an answer of a bot` };
}

/** The same for programs. */
export function unreadableJson(unreadable: Unreadable): { readonly file: string; readonly message: string } {
  return { file: unreadable.file, message: unreadableFacts(unreadable).message };
}

/** Those that not even a finding tells of: there was no text. */
export function unopened({ unreadable }: LintReport): readonly Unreadable[] {
  return unreadable.filter(({ failure }) => failure !== undefined);
}
