import { createHash } from "node:crypto";
import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { systemCode, UlbotError } from "../../errors.ts";
import { isObject, type JsonObject } from "../../input/json.ts";
import { unwritable } from "../../output.ts";
import { printable } from "../../printable.ts";
import type { Outcome } from "../verdict.ts";
import { lockFile } from "./lock-file.ts";

/** One line of a batch, as a journal knows it. */
export interface JournalLine {
  /** its number in the input */
  readonly number: number;
  /** tells its content, as `hashOf` makes it */
  readonly hash: string;
}

/** What a journal knows of a line. A line that was `sending` when the program ended is `unknown`. */
export interface Known {
  readonly outcome: Outcome;
  readonly status?: number;
  /** when that was written: milliseconds since the Unix epoch */
  readonly at: number;
}

/** The file in which a batch notes what becomes of each line, so that another run can go on where this one stopped. */
export interface Journal {
  /** by numbers of lines, what earlier runs noted last */
  readonly known: ReadonlyMap<number, Known>;
  /** Notes that a line is about to go out; it is on the disk when this returns. Throws what `unwritable` gives. */
  begin(line: JournalLine): void;
  /** Notes what became of a line. Throws what `unwritable` gives. */
  end(line: JournalLine, outcome: Outcome, status?: number): void;
  close(): void;
}

export interface JournalOptions {
  readonly cwd: string;
  readonly url: URL;
  readonly lines: readonly JournalLine[];
  readonly now: () => number;
}

/** A short text that is another one for any other content. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

const kind = "ulbot send";
const states: readonly string[] = ["sending", "sent", "refused", "not-sent", "unknown"];

/**
 * Opens the journal of a batch, or begins it. Throws an `UlbotError` (usage) for a file that is no journal, or one of another
 * input or another API URL, and for one that another run has open; else what `unwritable` gives.
 */
export function openJournal(file: string, { cwd, url, lines, now }: JournalOptions): Journal {
  const path = resolve(cwd, file);
  const unlock = lockFile(path, file);
  try {
    const { known, ...found } = read(path, file, { api: hashOf(url.href), lines });
    let { length } = found;
    // others have no business with whom this bot writes to
    const descriptor = openSync(path, "a", 0o600);
    // what a crash left of a last line is dropped, as nothing went out before its line was whole
    ftruncateSync(descriptor, length);
    const write = (entry: JsonObject): void => {
      const line = Buffer.from(`${JSON.stringify(entry)}\n`);
      try {
        writeFileSync(descriptor, line);
        fdatasyncSync(descriptor);
        length += line.length;
      } catch (cause) {
        // other lines may still be under way, and what is noted of them must not follow half a line
        ftruncateSync(descriptor, length);
        throw unwritable(file, cause);
      }
    };
    if (length === 0) write({ journal: kind, schemaVersion: 1, api: hashOf(url.href) });
    const note = ({ number, hash }: JournalLine, state: string, status?: number) =>
      write({ line: number, hash, state, ...(status !== undefined && { status }), at: new Date(now()).toISOString() });
    return {
      known,
      begin: (line) => note(line, "sending"),
      end: note,
      close() {
        closeSync(descriptor);
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error instanceof UlbotError ? error : unwritable(file, error);
  }
}

interface Input {
  /** tells the API URL, as `hashOf` makes it */
  readonly api: string;
  readonly lines: readonly JournalLine[];
}

/** What is in a journal, and how many bytes of it are whole lines. None of both where there is no such file. */
function read(path: string, file: string, { api, lines }: Input): { known: Map<number, Known>; length: number } {
  const known = new Map<number, Known>();
  const text = textOf(path);
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const [head, ...entries] = whole.split("\n").slice(0, -1).map(parsed);
  if (head === undefined && text.length === 0) return { known, length: 0 };
  if (!isObject(head) || head.journal !== kind) throw notThis(file, "is no journal of ulbot send");
  if (head.api !== api) throw notThis(file, "is the journal of another API URL");
  const hashes = new Map(lines.map(({ number, hash }) => [number, hash]));
  for (const entry of entries) {
    if (!isObject(entry)) throw notThis(file, "is damaged");
    const { line, hash, state, status, at } = entry;
    if (hashes.get(Number(line)) !== hash) throw notThis(file, "is the journal of another input");
    if (!states.includes(String(state))) throw notThis(file, "is damaged");
    const outcome = state === "sending" ? "unknown" : (state as Outcome);
    known.set(Number(line), { outcome, at: Date.parse(String(at)), ...(typeof status === "number" && { status }) });
  }
  return { known, length: Buffer.byteLength(whole) };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return "";
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notThis(file: string, what: string): UlbotError {
  const hint = "go on with the very same input and options, or name a new file";
  return new UlbotError("usage", `${printable(file)} ${what}`, { hint });
}
