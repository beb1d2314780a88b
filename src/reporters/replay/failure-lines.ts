import { printable } from "../../printable.ts";
import type { Turn } from "../../replay/turn.ts";
import { plainStyle } from "../style.ts";
import { differenceLines } from "./difference-lines.ts";
import { faultsOf } from "./faults.ts";

/** All that is wrong with a turn, a fault a line; safe to print. */
export function faultTexts(turn: Turn): string[] {
  return faultsOf(turn).map(({ severity, message, rule, pointer = "" }) => {
    const source = rule === undefined ? "" : ` (${rule}${pointer === "" ? "" : ` at ${pointer}`})`;
    return printable(`${severity}: ${message}${source}`);
  });
}

/** The differences of a turn in plain lines that begin with `-` and `+`, at most 60 or so. */
export function plainDifferences({ differences }: Turn): string[] {
  return differenceLines(differences, { style: plainStyle, width: 120 }, 60);
}
