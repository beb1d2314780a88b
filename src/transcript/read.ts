import { TextDocument } from "vscode-languageserver-textdocument";
import { isObject } from "../input/json.ts";
import { locate, type Path } from "../input/locate.ts";
import { type FileValue, failureAt } from "../input/values.ts";
import { printable } from "../printable.ts";
import { contents, type Entry, type EntryKind, isEntry, schemaVersion } from "./entry.ts";

/** An entry and where it stands. */
export interface PlacedEntry {
  readonly entry: Entry;
  /** the value of the file that it is, or is in */
  readonly source: FileValue;
  /** from that value */
  readonly path: Path;
  /** the number of its first line in the file, from 1 */
  readonly line: number;
}

/** What has the head of an entry, whatever its kind and whether it is complete. */
interface EntryHead {
  readonly schemaVersion?: unknown;
  readonly at: string;
  readonly cid: string;
  readonly kind: string;
}

/** Whether a value is meant as a line of a transcript, perhaps of another version. */
export function isEntryHead(value: unknown): value is EntryHead {
  return isObject(value) && ["at", "cid", "kind"].every((key) => typeof value[key] === "string");
}

/** Whether the values of a file are a transcript: the first one is meant as an entry, or as a list of them. */
export function isTranscript([first]: readonly FileValue[]): boolean {
  return isEntryHead(Array.isArray(first?.value) ? first.value[0] : first?.value);
}

function checkVersion(source: FileValue, value: unknown, path: Path): void {
  const found = isObject(value) ? value.schemaVersion : undefined;
  if (found === undefined) return;
  const at = [...path, "schemaVersion"];
  if (typeof found !== "number" || !Number.isInteger(found) || found < 1) {
    throw failureAt(
      source,
      at,
      `schemaVersion is ${printable(JSON.stringify(found))}, but it has to be a whole number`,
    );
  }
  if (found <= schemaVersion) return;
  const message = `this transcript is of version ${found}, but this ulbot reads version ${schemaVersion}`;
  throw failureAt(source, at, message, "it was written by a newer ulbot: update this one");
}

const isKind = (kind: string): kind is EntryKind => Object.hasOwn(contents, kind);

/** The entry that a value is; none where it is of a kind that only another ulbot knows. */
function entryAt(source: FileValue, value: unknown, path: Path): Entry | undefined {
  checkVersion(source, value, path);
  if (isEntry(value)) return value;
  if (!isEntryHead(value)) {
    const message = "this is no entry of a transcript, though the file begins with one";
    throw failureAt(source, path, message, 'an entry is {"at": …, "cid": …, "kind": …}');
  }
  const { kind } = value;
  if (!isKind(kind)) return undefined;
  throw failureAt(source, path, `${contents[kind]} is missing, but every entry of kind ${kind} has it`);
}

/** The numbers of the lines on which values of a file begin. */
function linesOf(source: FileValue, paths: readonly Path[]): number[] {
  // JSON Lines: nothing to look for
  if (paths[0]?.length === 0 && !source.json) return [source.line];
  const find = source.json?.locate(paths) ?? locate(source.text, paths);
  const document = TextDocument.create(source.file, "json", 0, source.text);
  return paths.map((path) => source.line + document.positionAt(find(path).start).line);
}

function placedIn(source: FileValue): PlacedEntry[] {
  const { value } = source;
  const paths: Path[] = Array.isArray(value) ? value.map((_, index) => [index]) : [[]];
  const lines = linesOf(source, paths);
  return paths.flatMap((path, index) => {
    const entry = entryAt(source, Array.isArray(value) ? value[index] : value, path);
    return entry ? [{ entry, source, path, line: lines[index] ?? source.line }] : [];
  });
}

/**
 * The entries of a transcript with their places. Keys nobody knows are kept, entries of a kind nobody knows are passed over.
 * Throws an `UlbotError` with file, line and column for what is no entry, and for a transcript of a newer version.
 */
export function entriesOf(sources: readonly FileValue[]): PlacedEntry[] {
  return sources.flatMap(placedIn);
}
