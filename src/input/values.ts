import { TextDocument } from "vscode-languageserver-textdocument";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { displayName, type InputAccess, openInput } from "./input.ts";
import { type Json, parseJson } from "./json.ts";
import { locate, type Path } from "./locate.ts";

/** A JSON value of a file, with what is needed to say where something in it stands. */
export interface FileValue {
  /** the file, or `<stdin>` */
  readonly file: string;
  readonly text: string;
  /** the number of the text's first line in the file, from 1 */
  readonly line: number;
  readonly value: unknown;
  /** all that was read of the text, where it isn't JSON itself */
  readonly json?: Json;
}

/** Where a text stands. */
type Source = Pick<FileValue, "file" | "text" | "line">;

function placeOf({ file, text, line }: Source, offset: number): string {
  const position = TextDocument.create(file, "json", 0, text).positionAt(offset);
  return `${printable(file)}:${position.line + line}:${position.character + 1}`;
}

/** The failure of a file at a value in it: `file:line:column: message`. */
export function failureAt(source: FileValue, path: Path, message: string, hint?: string): UlbotError {
  const find = source.json?.locate([path]) ?? locate(source.text, [path]);
  return new UlbotError("usage", `${placeOf(source, find(path).start)}: ${message}`, { hint });
}

function fileValue(source: Source, json: Json): FileValue {
  const { syntax, value, faults } = json;
  if (faults.length === 0) return { ...source, value, ...(syntax === "json" ? {} : { json }) };
  const lines = faults.map(({ start, message }) => `${placeOf(source, start)}: ${printable(message)}`);
  const hint = syntax === "json" ? "the file has to hold JSON, or JSON Lines" : "the file has to hold YAML";
  throw new UlbotError("usage", lines.slice(0, 5).join("\n"), { hint });
}

/** The JSON value of a text that is all of a file. Throws an `UlbotError` that names file, line and column. */
export function jsonValue(file: string, text: string): FileValue {
  return fileValue({ file, text, line: 1 }, parseJson(text));
}

/** The documents of a YAML text; what reads them is loaded where it is needed. */
export async function parseDocuments(text: string): Promise<Json[]> {
  const { parseYaml } = await import("./parse-yaml.ts");
  return parseYaml(text);
}

/**
 * The JSON values of a file or of standard input (`-`): one, one a line of JSON Lines, or one a document of YAML. Throws an
 * `UlbotError` that names file, line and column; rejects with the signal's reason where that aborts while standard input is
 * read.
 */
export async function readValues(name: string, access: InputAccess): Promise<FileValue[]> {
  const file = displayName(name, access);
  const input = await openInput(name, access);
  const values: FileValue[] = [];
  if ("lines" in input) {
    for await (const lines of input.lines) {
      for (const { text, number: line } of lines) values.push(fileValue({ file, text, line }, parseJson(text)));
    }
    return values;
  }
  const { text, syntax } = input;
  const documents = syntax === "json" ? [parseJson(text)] : await parseDocuments(text);
  return documents.map((json) => fileValue({ file, text, line: 1 }, json));
}
