import { TextDocument } from "vscode-languageserver-textdocument";
import { isEditable } from "../input/file-kind.ts";
import type { Json } from "../input/json.ts";
import type { Path, Span } from "../input/locate.ts";
import { type Replacement, replacementsOf } from "./change.ts";
import { type Excerpt, type Finding, type Range, ruleUrl, type Severity } from "./finding.ts";
import type { Report, Rule } from "./rule.ts";

/** A text and where it came from. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** the number of the text's first line in the file, from 1 */
  readonly line?: number;
  /** what has been read of the text, where that was done already, or where it isn't JSON */
  readonly json?: Json;
}

/** A report, the rule it comes from, and how bad it is in the end. */
export interface Reported extends Report {
  readonly rule: Rule;
  readonly severity: Severity;
}

/** The JSON Pointer to a path. */
export const pointerOf = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** Whether a report points at a value rather than at a piece of text. */
export const isPath = (at: Path | Span): at is Path => Array.isArray(at);

/** More of a line than that helps nobody: a whole answer may stand on one. */
const excerptReach = 100;

function excerptOf(document: TextDocument, offset: number): Excerpt {
  const { line, character } = document.positionAt(offset);
  const start = Math.max(0, character - excerptReach);
  const end = character + excerptReach;
  const text = document.getText({ start: { line, character: start }, end: { line, character: end } });
  return { text: text.replace(/\r?\n$/, ""), column: start + 1 };
}

/** The paths of everything that reports point at, or would change. */
function pathsOf(reports: readonly Reported[]): Path[] {
  return reports.flatMap(({ at, fix }) => [...(isPath(at) ? [at] : []), ...(fix?.changes.map(({ at }) => at) ?? [])]);
}

/** Gives reports about a text their places, in one pass over it, and sorts them by these. */
export function place(
  reports: readonly Reported[],
  { file, text, line: firstLine = 1 }: Source,
  json: Json,
): Finding[] {
  if (reports.length === 0) return [];
  const find = json.locate(pathsOf(reports));
  const document = TextDocument.create(file, "json", 0, text);
  const rangeOf = ({ start, end }: Span): Range => {
    const [from, to] = [document.positionAt(start), document.positionAt(end)];
    return {
      line: from.line + firstLine,
      column: from.character + 1,
      endLine: to.line + firstLine,
      endColumn: to.character + 1,
    };
  };
  const edit = (replacement: Replacement) => ({ ...rangeOf(replacement), text: replacement.text });
  const findings = reports.map(({ rule, at, key, severity, fix, ...report }): Finding => {
    const span = isPath(at) ? find(at, key ? "key" : "value") : at;
    return {
      rule: rule.id,
      severity,
      message: report.message,
      ...(report.hint === undefined ? {} : { hint: report.hint }),
      file,
      ...rangeOf(span),
      pointer: isPath(at) ? pointerOf(at) : "",
      ...(report.event === undefined ? {} : { event: report.event }),
      channels: report.channels ?? [],
      ...(report.limit === undefined ? {} : { limit: report.limit }),
      evidence: report.evidence ?? "documented",
      url: ruleUrl(rule.id),
      ...(fix &&
        json.syntax === "json" &&
        isEditable(file) && {
          fix: { title: fix.title, edits: replacementsOf(text, fix.changes, find).map(edit) },
        }),
      excerpt: excerptOf(document, span.start),
    };
  });
  return findings.sort((one, other) => one.line - other.line || one.column - other.column);
}
