import { UlbotError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { printable } from "../printable.ts";

/** The failure of asking for something that isn't there, with the name that was probably meant, or all there are. */
export function noSuch(what: string, name: string, known: readonly string[]): UlbotError {
  const guess = nearest(name, known);
  const hint = guess === undefined ? `it can be one of ${known.join(", ")}` : `did you mean ${guess}`;
  return new UlbotError("usage", `there is no ${what} "${printable(name)}"`, { hint });
}
