import type { Finding, Severity } from "../../lint/finding.ts";
import type { Problem, Turn } from "../../replay/turn.ts";
import { counted } from "../counted.ts";

/** One thing that is wrong with a turn; texts as they came. */
export interface Fault {
  readonly severity: Severity;
  readonly message: string;
  /** the rule that found it, and where */
  readonly rule?: string;
  readonly pointer?: string;
}

const faultOf = ({ severity, message, ...rest }: Finding | Problem): Fault =>
  "rule" in rest ? { severity, message, rule: rest.rule, pointer: rest.pointer } : { severity, message };

/** What is wrong with an answer or a request. What is only worth knowing is left out. */
export function ownFaults({ problems, findings }: Pick<Turn, "problems" | "findings">): Fault[] {
  return [...problems, ...findings].filter(({ severity }) => severity !== "info").map(faultOf);
}

/** "3 differences from a.expected.json"; none where they were accepted. */
export function differenceFault({ differences, expected, update }: Turn): Fault[] {
  if (differences.length === 0 || update !== undefined) return [];
  const count = counted(differences.length, "difference");
  return [{ severity: "error", message: `${count} from ${expected?.file ?? "what was expected"}` }];
}

/** All that is wrong with a turn: with the answer, with what the bot sent to the API URL, and what is not as expected. */
export function faultsOf(turn: Turn): Fault[] {
  const requests = turn.requests.flatMap((request, index) =>
    ownFaults(request).map((fault) => ({ ...fault, message: `request ${index + 1} to the API URL: ${fault.message}` })),
  );
  return [...ownFaults(turn), ...requests, ...differenceFault(turn)];
}

/** The first error of a turn in one line, with the first difference where that is what is wrong; not yet safe to print. */
export function errorText(turn: Turn): string {
  const [error] = faultsOf(turn).filter(({ severity }) => severity === "error");
  const [difference] = turn.differences;
  if (error === undefined) return turn.outcome;
  const isOther = differenceFault(turn)[0]?.message !== error.message;
  return isOther || difference === undefined ? error.message : `${error.message}: ${difference.message}`;
}

/** Why a turn was skipped; not yet safe to print. */
export function skipReason({ problems }: Turn): string {
  return problems.map(({ message }) => message).join("; ");
}
