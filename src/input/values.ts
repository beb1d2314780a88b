import { addAbortSignal, type Readable } from "node:stream";
import { TextDocument } from "vscode-languageserver-textdocument";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { readStdin, readTextFile, stdinName } from "./files.ts";
import { type Fault, parseJson } from "./json.ts";
import { asJsonLines, isJsonLines, type Line, readLines } from "./lines.ts";
import { locate, type Path } from "./locate.ts";

/** A JSON value of a file, with what is needed to say where something in it stands. */
export interface FileValue {
  /** the file, or `<stdin>` */
  readonly file: string;
  readonly text: string;
  /** the number of the text's first line in the file, from 1 */
  readonly line: number;
  readonly value: unknown;
}

/** Where files are read from. */
export interface ValueAccess {
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  /** stops waiting for standard input */
  readonly signal?: AbortSignal | undefined;
}

function placeOf({ file, text, line }: Omit<FileValue, "value">, offset: number): string {
  const position = TextDocument.create(file, "json", 0, text).positionAt(offset);
  return `${printable(file)}:${position.line + line}:${position.character + 1}`;
}

/** The failure of a file at a value in it: `file:line:column: message`. */
export function failureAt(source: FileValue, path: Path, message: string, hint?: string): UlbotError {
  const { start } = locate(source.text, [path])(path);
  return new UlbotError("usage", `${placeOf(source, start)}: ${message}`, { hint });
}

function parsed(source: Omit<FileValue, "value">): FileValue {
  const { value, faults } = parseJson(source.text);
  if (faults.length === 0) return { ...source, value };
  const lines = faults.map(({ start, message }: Fault) => `${placeOf(source, start)}: ${printable(message)}`);
  throw new UlbotError("usage", lines.slice(0, 5).join("\n"), { hint: "the file has to hold JSON, or JSON Lines" });
}

/**
 * The text of a file or of standard input (`-`). Throws an `UlbotError` that names what can't be read; rejects with the
 * signal's reason where that aborts while standard input is read.
 */
export async function textOf(file: string, { cwd, stdin, signal }: ValueAccess): Promise<string> {
  if (file !== stdinName) return readTextFile(file, cwd);
  // whoever did not know that something was to be typed has to be able to stop it
  if (signal) addAbortSignal(signal, stdin as Readable);
  try {
    return await readStdin(stdin);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/**
 * The JSON values of a file or of standard input (`-`): one, or one a line of JSON Lines. Throws an `UlbotError` that
 * names file, line and column; rejects with the signal's reason where that aborts while standard input is read.
 */
export async function readValues(file: string, access: ValueAccess): Promise<FileValue[]> {
  const name = file === stdinName ? "<stdin>" : file;
  const lineValue = ({ number, text }: Line): FileValue => parsed({ file: name, text, line: number });
  if (isJsonLines(file)) return [...readLines(file, access.cwd)].flat().map(lineValue);
  const text = await textOf(file, access);
  const { value, faults } = parseJson(text);
  if (faults.length === 0) return [{ file: name, text, line: 1, value }];
  return asJsonLines(text)?.map(lineValue) ?? [parsed({ file: name, text, line: 1 })];
}
