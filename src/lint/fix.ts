import { TextDocument } from "vscode-languageserver-textdocument";
import { type Replacement, replaced } from "./change.ts";
import type { Edit, Finding } from "./finding.ts";
import type { Counts } from "./lint.ts";

/** What linting a whole file gave, as far as fixing needs it. */
export interface Linted {
  readonly findings: readonly Finding[];
  readonly counts: Counts;
}

/** A text after some fixes, what linting it gives, and the findings that were fixed. */
export interface Fixed<L extends Linted = Linted> {
  readonly text: string;
  readonly linted: L;
  readonly fixed: readonly Finding[];
}

type Lint<L extends Linted> = (text: string) => L;

/** A text to put into another, and the finding that this is to fix. */
interface Step extends Replacement {
  readonly finding: Finding;
}

/** What fixes would replace, in the order of the places. */
function stepsOf(text: string, findings: readonly Finding[]): Step[] {
  const document = TextDocument.create("", "json", 0, text);
  const offsetAt = (line: number, column: number) => document.offsetAt({ line: line - 1, character: column - 1 });
  const stepOf = (finding: Finding, { line, column, endLine, endColumn, text: inserted }: Edit): Step => ({
    finding,
    start: offsetAt(line, column),
    end: offsetAt(endLine, endColumn),
    text: inserted,
  });
  const steps = findings.flatMap((finding) => finding.fix?.edits.map((edit) => stepOf(finding, edit)) ?? []);
  return steps.sort((one, other) => one.start - other.start || one.end - other.end);
}

/** The findings whose fixes reach into those of others before them. */
function inTheWay(steps: readonly Step[]): Set<Finding> {
  let end = 0;
  const found = new Set<Finding>();
  for (const step of steps) {
    if (step.start < end) found.add(step.finding);
    else end = step.end;
  }
  return found;
}

/** Carries out the fixes of findings, but for those that are in the way of others: their turn comes later. */
function applied<L extends Linted>(before: Fixed<L>, findings: readonly Finding[], lint: Lint<L>): Fixed<L> {
  const steps = stepsOf(before.text, findings);
  const left = inTheWay(steps);
  const text = replaced(
    before.text,
    steps.filter(({ finding }) => !left.has(finding)),
  );
  const fixed = [...before.fixed, ...findings.filter((finding) => !left.has(finding))];
  return { text, linted: lint(text), fixed };
}

const total = ({ error, warning, info }: Counts): number => error + warning + info;

const isCleaner = ({ counts: after }: Linted, { counts: before }: Linted): boolean =>
  after.error <= before.error && total(after) < total(before);

const keyOf = ({ line, rule, pointer }: Finding): string => JSON.stringify([line, rule, pointer]);

/** Findings as they are in a text in which something else has been fixed since. */
function stillIn({ linted }: Fixed, findings: readonly Finding[]): Finding[] {
  const keys = new Set(findings.map(keyOf));
  return linted.findings.filter((finding) => finding.fix && keys.has(keyOf(finding)));
}

const saidOf = ({ line, rule, message }: Finding): string => JSON.stringify([line, rule, message]);

/** Those of some fixes on whose lines something is found after them that was not there before. */
function suspectsAmong(findings: readonly Finding[], before: Linted, after: Linted): ReadonlySet<Finding> {
  const known = new Set(before.findings.map(saidOf));
  const lines = new Set(after.findings.filter((finding) => !known.has(saidOf(finding))).map(({ line }) => line));
  return new Set(findings.filter(({ line }) => lines.has(line)));
}

/** Two shares of fixes that are no good together: those that nothing speaks against, and the others; else two halves. */
function shares(findings: readonly Finding[], suspects: ReadonlySet<Finding>): [Finding[], Finding[]] {
  const innocent = findings.filter((finding) => !suspects.has(finding));
  if (innocent.length > 0 && suspects.size > 0) return [innocent, [...suspects]];
  const middle = findings.length >> 1;
  return [findings.slice(0, middle), findings.slice(middle)];
}

/** Carries out fixes that together make the text cleaner: all of them, or those of each share that do so by themselves. */
function improved<L extends Linted>(before: Fixed<L>, findings: readonly Finding[], lint: Lint<L>): Fixed<L> {
  if (findings.length === 0) return before;
  const after = applied(before, findings, lint);
  if (isCleaner(after.linted, before.linted)) return after;
  if (findings.length === 1) return before;
  const [first, second] = shares(findings, suspectsAmong(findings, before.linted, after.linted));
  const half = improved(before, first, lint);
  return improved(half, stillIn(half, second), lint);
}

/**
 * Fixes the text of a file, round after round, since one fix can make room for another. `lint` lints a whole text, `isWanted`
 * tells which findings are to be fixed. A fix that does not leave the text cleaner is left out: what it uncovers may be worse
 * than what it mends.
 */
export function fixText<L extends Linted>(
  text: string,
  lint: Lint<L>,
  isWanted: (finding: Finding) => boolean = () => true,
): Fixed<L> {
  let state: Fixed<L> = { text, linted: lint(text), fixed: [] };
  for (;;) {
    const next = improved(
      state,
      state.linted.findings.filter((finding) => finding.fix && isWanted(finding)),
      lint,
    );
    if (next === state) return state;
    state = next;
  }
}
