import { TextDocument } from "vscode-languageserver-textdocument";
import { type Replacement, replaced } from "./change.ts";
import type { Edit, Finding } from "./finding.ts";
import type { Counts } from "./lint.ts";

/** A text after fixes, and the findings that were fixed. */
export interface Fixed {
  readonly text: string;
  readonly fixed: readonly Finding[];
}

/** What linting a whole file gave, as far as fixing needs it. */
export interface Linted {
  readonly findings: readonly Finding[];
  readonly counts: Counts;
}

/** More rounds than fixes that wait for each other. */
const mostRounds = 10;

const overlaps = (one: Replacement, other: Replacement): boolean => one.start < other.end && other.start < one.end;

/** Carries out the fixes of findings; of those that are about the same place, the first. */
function applyFixes(text: string, findings: readonly Finding[]): Fixed {
  const document = TextDocument.create("", "json", 0, text);
  const offsetAt = (line: number, column: number) => document.offsetAt({ line: line - 1, character: column - 1 });
  const replacementOf = ({ line, column, endLine, endColumn, text: inserted }: Edit): Replacement => ({
    start: offsetAt(line, column),
    end: offsetAt(endLine, endColumn),
    text: inserted,
  });
  const accepted: Replacement[] = [];
  const fixed: Finding[] = [];
  for (const finding of findings) {
    const replacements = finding.fix?.edits.map(replacementOf) ?? [];
    const isFree = !replacements.some((one) => accepted.some((other) => overlaps(one, other)));
    if (replacements.length === 0 || !isFree) continue;
    accepted.push(...replacements);
    fixed.push(finding);
  }
  return {
    text: replaced(
      text,
      accepted.sort((one, other) => one.start - other.start),
    ),
    fixed,
  };
}

const total = ({ error, warning, info }: Counts): number => error + warning + info;

const isCleaner = (after: Counts, before: Counts): boolean =>
  after.error <= before.error && total(after) < total(before);

/**
 * Fixes the text of a file, round after round, since one fix can make room for another. `lint` lints a whole text. Where
 * the result would not be cleaner, the text stays as it is: what a fix uncovers may be worse than what it mends.
 */
export function fixText<L extends Linted>(text: string, lint: (text: string) => L): Fixed & { readonly linted: L } {
  const before = lint(text);
  let state = { text, linted: before, fixed: [] as readonly Finding[] };
  for (let round = 0; round < mostRounds; round++) {
    const { text: next, fixed } = applyFixes(state.text, state.linted.findings);
    if (fixed.length === 0) break;
    state = { text: next, linted: lint(next), fixed: [...state.fixed, ...fixed] };
  }
  return state.fixed.length > 0 && isCleaner(state.linted.counts, before.counts)
    ? state
    : { text, linted: before, fixed: [] };
}
