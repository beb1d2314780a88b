import { printable } from "../printable.ts";

/** What could not be done, and the next step; nothing where all went well. */
export interface FailureFacts {
  readonly message?: string | undefined;
  readonly hint?: string | undefined;
}

const indented = (text: string): string => text.replaceAll("\n", "\n  ");

/** A failure as stderr tells it: the message behind the program's name, the hint below it; nothing in it acts on a terminal. Empty without a message. */
export function failureText({ message, hint }: FailureFacts): string {
  if (message === undefined) return "";
  const lines = [`ulbot: ${message}`, ...(hint === undefined ? [] : [`  ${indented(hint)}`])];
  return `${printable(lines.join("\n"), { newlines: true })}\n`;
}
