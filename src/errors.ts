import { type ExitCode, exitCodes } from "./exit-codes.ts";

/** Whose turn it is to act: each category is one exit code. */
export type FailureCategory = "usage" | "unavailable" | "interrupted" | "terminated";

const exitCodeOf = {
  usage: exitCodes.usage,
  unavailable: exitCodes.unavailable,
  interrupted: exitCodes.interrupted,
  terminated: exitCodes.terminated,
} as const satisfies Record<FailureCategory, ExitCode>;

export interface FailureDetails {
  /** the next step to take, as a sentence without a full stop */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Something that could not be done and that a person can act on. What was *found* in good input is a finding, not a
 * failure; any other error that reaches `main` is a bug and keeps its stack.
 */
export class UlbotError extends Error {
  override readonly name = "UlbotError";
  readonly category: FailureCategory;
  readonly hint: string | undefined;

  /** `message` says what is wrong, then what would be right: lower case, no full stop. */
  constructor(category: FailureCategory, message: string, { hint, cause }: FailureDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.category = category;
    this.hint = hint;
  }

  get exitCode(): ExitCode {
    return exitCodeOf[this.category];
  }
}

/** The `code` of a Node.js system error (`ENOENT`, `ECONNREFUSED` …), `undefined` for anything else. */
export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}
