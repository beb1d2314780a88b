import { printable } from "../../printable.ts";
import type { Turn } from "../../replay/turn.ts";
import { printableJson } from "../json-text.ts";
import { errorText, faultsOf, skipReason } from "./faults.ts";
import type { ReplayReporter } from "./index.ts";
import { turnName } from "./turn-text.ts";

/** Text of a test line, in which a number sign would begin a directive. */
const described = (text: string): string => printable(text).replace(/[\\#]/g, "\\$&");

/** Values by their place in the expectation. */
function byPointer({ differences }: Turn, side: "expected" | "actual"): Record<string, unknown> {
  return Object.fromEntries(
    differences.flatMap((difference) => (side in difference ? [[difference.pointer, difference[side]]] : [])),
  );
}

function diagnosis(turn: Turn): Record<string, unknown> {
  const { file, index, cid, ms, status, differences } = turn;
  const faults = faultsOf(turn).map(({ message, rule, pointer = "" }) =>
    rule === undefined ? message : `${message} (${rule}${pointer === "" ? "" : ` at ${pointer}`})`,
  );
  return {
    message: errorText(turn),
    severity: "fail",
    at: { file, webhook: index + 1 },
    ...{ cid, status, ms, faults },
    ...(differences.length > 0 && { found: byPointer(turn, "actual"), wanted: byPointer(turn, "expected") }),
  };
}

/** A block of YAML, each value as JSON, which YAML contains: nothing in it can end the block. */
function yamlBlock(facts: Readonly<Record<string, unknown>>): string[] {
  const lines = Object.entries(facts).map(([key, value]) => `${key}: ${printableJson(value)}`);
  return ["---", ...lines, "..."].map((line) => `  ${line}`);
}

function testLines(turn: Turn, number: number): string[] {
  const result = `${turn.outcome === "failed" ? "not ok" : "ok"} ${number} - ${described(turnName(turn))}`;
  if (turn.outcome === "skipped") return [`${result} # SKIP ${described(skipReason(turn))}`];
  return turn.outcome === "failed" ? [result, ...yamlBlock(diagnosis(turn))] : [result];
}

const version = "TAP version 14\n";

/** TAP 14: a test for each turn, with what is wrong as YAML below it, and the plan at the end. */
export function createTap(): ReplayReporter {
  let count = 0;
  return {
    needsTurns: false,
    turn(turn) {
      count++;
      return `${count === 1 ? version : ""}${testLines(turn, count).join("\n")}\n`;
    },
    end: () => `${count === 0 ? version : ""}1..${count}${count === 0 ? " # no webhook was played" : ""}\n`,
  };
}
