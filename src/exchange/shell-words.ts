import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";

/** The words of one command, and the line of the text on which it begins, from 1. */
export interface ShellCommand {
  readonly words: readonly string[];
  readonly line: number;
}

const letters: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const byteOf = (written: string): number =>
  written.startsWith("\\x") ? Number.parseInt(written.slice(2), 16) : Number.parseInt(written.slice(1), 8) & 0xff;

/** What stands between `$'` and `'`, as bash reads it; bytes are taken as UTF-8. */
function ansiText(quoted: string): string {
  const escapes = /((?:\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3})+)|\\u([0-9a-fA-F]{1,4})|\\U([0-9a-fA-F]{1,8})|\\([\s\S])/g;
  return quoted.replace(escapes, (_, bytes?: string, unit?: string, point?: string, letter?: string) => {
    if (bytes) return Buffer.from((bytes.match(/\\x[0-9a-fA-F]+|\\[0-7]+/g) ?? []).map(byteOf)).toString();
    if (unit) return String.fromCharCode(Number.parseInt(unit, 16));
    const code = Number.parseInt(point ?? "", 16);
    if (point) return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
    return letters[letter ?? ""] ?? ("'\"\\?".includes(letter ?? "") ? (letter ?? "") : `\\${letter}`);
  });
}

interface Piece {
  readonly pattern: RegExp;
  /** what it adds to the word; nothing where it ends the word, or the whole command */
  readonly text?: (match: RegExpExecArray) => string;
  readonly ends?: "word" | "command";
}

/** What a command line in a POSIX shell, or in bash, is made of; variables and commands in it are left as they stand. */
const posixPieces: readonly Piece[] = [
  // a line that goes on belongs to no word
  { pattern: /\\\r?\n/y, text: () => "" },
  { pattern: /(?<=^|\s)#[^\n]*/y, ends: "word" },
  { pattern: /[\n;&|]+/y, ends: "command" },
  { pattern: /[^\S\n]+/y, ends: "word" },
  { pattern: /'([^']*)'/y, text: ([, quoted = ""]) => quoted },
  { pattern: /\$'((?:[^'\\]|\\[\s\S])*)'/y, text: ([, quoted = ""]) => ansiText(quoted) },
  {
    pattern: /"((?:[^"\\]|\\[\s\S])*)"/y,
    text: ([, quoted = ""]) => quoted.replace(/\\\r?\n|\\([\\"$`])/g, (_, character = "") => character),
  },
  { pattern: /\\([\s\S])/y, text: ([, character = ""]) => character },
  { pattern: /(?:[^\s'"\\;&|$]|\$(?!'))+/y, text: ([plain]) => plain },
];

/** Puts words and commands together, from pieces as they come. */
class CommandCollector {
  readonly commands: ShellCommand[] = [];
  #words: string[] = [];
  #word: string | undefined;
  #line = 0;

  add(text: string, line: number): void {
    if (this.#words.length === 0 && this.#word === undefined) this.#line = line;
    this.#word = (this.#word ?? "") + text;
  }

  end(what: "word" | "command"): void {
    if (this.#word !== undefined) this.#words.push(this.#word);
    this.#word = undefined;
    if (what === "word" || this.#words.length === 0) return;
    this.commands.push({ words: this.#words, line: this.#line });
    this.#words = [];
  }
}

function unreadable(file: string, line: number): UlbotError {
  const message = `${printable(file)}:${line}: the quotes of this command line are never closed`;
  return new UlbotError("usage", message, { hint: "copy the whole command" });
}

/** The commands of a script for bash. Throws an `UlbotError` with file and line where a quote is never closed. */
export function posixCommands(text: string, file: string): ShellCommand[] {
  const collector = new CommandCollector();
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const [piece, match] = pieceAt(text, at);
    if (!piece || !match) throw unreadable(file, line);
    if (piece.ends) collector.end(piece.ends);
    // a line that only goes on begins no word
    else if (!/^\\\r?\n$/.test(match[0])) collector.add(piece.text?.(match) ?? "", line);
    line += match[0].split("\n").length - 1;
    at += match[0].length;
  }
  collector.end("command");
  return collector.commands;
}

function pieceAt(text: string, at: number): readonly [Piece?, RegExpExecArray?] {
  for (const piece of posixPieces) {
    piece.pattern.lastIndex = at;
    const match = piece.pattern.exec(text);
    if (match) return [piece, match];
  }
  return [];
}

/** A text as cmd.exe hands it to a program: carets escape outside of quotes, and at the end of a line join it to the next. */
function withoutCarets(text: string): string {
  const carets = /"[^"\n]*"|\^\r?\n(\r?\n)?|\^([\s\S])/g;
  return text.replace(carets, (match, newline?: string, character?: string) => {
    if (match.startsWith('"')) return match;
    return character ?? (newline ? "\n" : "");
  });
}

/** The commands of a script for the Windows command prompt, split into words as programs there do it. */
export function cmdCommands(text: string, file: string): ShellCommand[] {
  const starts = text.split("\n").flatMap((line, index) => (/^\W*curl\b/.test(line) ? [index + 1] : []));
  const collector = new CommandCollector();
  let isQuoted = false;
  let hasJustClosed = false;
  for (const [piece, slashes] of withoutCarets(text).matchAll(/(\\*)"|[\s\S]/g)) {
    const line = starts[collector.commands.length] ?? 1;
    const isLiteral = slashes !== undefined && slashes.length % 2 === 1;
    if (slashes !== undefined) {
      // within quotes two of them stand for one
      const isDoubled = hasJustClosed && slashes === "";
      collector.add("\\".repeat(slashes.length / 2) + (isLiteral || isDoubled ? '"' : ""), line);
      if (!isLiteral) isQuoted = !isQuoted;
    } else if (isQuoted || !/[\s&|]/.test(piece)) collector.add(piece, line);
    else collector.end(/[\n&|]/.test(piece) ? "command" : "word");
    hasJustClosed = slashes !== undefined && !isLiteral && !isQuoted;
  }
  if (isQuoted) throw unreadable(file, starts[collector.commands.length] ?? 1);
  collector.end("command");
  return collector.commands;
}
