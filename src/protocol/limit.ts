/** What a limit counts. "characters" where the source doesn't say which: code points and UTF-16 units may differ. */
export type Unit =
  | "characters"
  | "code points"
  | "UTF-8 bytes"
  | "UTF-16 units"
  | "septets"
  | "bytes"
  | "options"
  | "parts"
  | "seconds"
  | "hours"
  | "requests a minute";

/**
 * How much to believe a limit: `documented` by the platform itself, on the `vendor`'s own page or in its source code, in
 * a `copy` of a vendor's page, only from a `third party`, or `inferred` by us.
 */
export type Trust = "documented" | "vendor" | "copy" | "third party" | "inferred";

/** What happens beyond a limit. */
export type Beyond = "refused" | "truncated" | "as text" | "split" | "advised against";

/** A number that a channel or the platform sets. */
export interface Limit {
  readonly value: number;
  readonly unit: Unit;
  readonly trust: Trust;
  readonly beyond: Beyond;
  /** where the number was read: an address, or the heading of the platform's page */
  readonly source: string;
}

const firmTrusts: readonly Trust[] = ["documented", "vendor", "copy"];

/** Whether a limit was read where it is made, so that going beyond it is an error rather than a risk. */
export function isFirm({ trust }: Pick<Limit, "trust">): boolean {
  return firmTrusts.includes(trust);
}
