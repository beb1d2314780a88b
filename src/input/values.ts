import { TextDocument } from "vscode-languageserver-textdocument";
import { UlbotError } from "../errors.ts";
import { readStdin, readTextFile, stdinName } from "./files.ts";
import { type Fault, parseJson } from "./json.ts";
import { asJsonLines, isJsonLines, readLines } from "./lines.ts";
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
}

function placeOf({ file, text, line }: Omit<FileValue, "value">, offset: number): string {
  const position = TextDocument.create(file, "json", 0, text).positionAt(offset);
  return `${file}:${position.line + line}:${position.character + 1}`;
}

/** The failure of a file at a value in it: `file:line:column: message`. */
export function failureAt(source: FileValue, path: Path, message: string, hint?: string): UlbotError {
  const { start } = locate(source.text, [path])(path);
  return new UlbotError("usage", `${placeOf(source, start)}: ${message}`, { hint });
}

function parsed(source: Omit<FileValue, "value">): FileValue {
  const { value, faults } = parseJson(source.text);
  if (faults.length === 0) return { ...source, value };
  const lines = faults.map(({ start, message }: Fault) => `${placeOf(source, start)}: ${message}`);
  throw new UlbotError("usage", lines.slice(0, 5).join("\n"), { hint: "the file has to hold JSON, or JSON Lines" });
}

/**
 * The JSON values of a file or of standard input (`-`): one, or one a line of JSON Lines. Throws an `UlbotError` that
 * names file, line and column.
 */
export async function readValues(file: string, { cwd, stdin }: ValueAccess): Promise<FileValue[]> {
  const lineValue = ({ number, text }: { number: number; text: string }) => parsed({ file, text, line: number });
  if (isJsonLines(file)) return [...readLines(file, cwd)].flat().map(lineValue);
  const name = file === stdinName ? "<stdin>" : file;
  const text = file === stdinName ? await readStdin(stdin) : readTextFile(file, cwd);
  const whole = parseJson(text);
  if (whole.faults.length === 0) return [{ file: name, text, line: 1, value: whole.value }];
  const lines = asJsonLines(text);
  const failure = { file: name, text, line: 1 };
  return lines === undefined
    ? [parsed(failure)]
    : lines.map((line) => parsed({ ...failure, text: line.text, line: line.number }));
}
