import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { systemCode, UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { decode } from "./decode.ts";

/** The name that stands for standard input on the command line. */
export const stdinName = "-";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "it may not be read",
  EPERM: "it may not be read",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of its path is not a directory",
  ELOOP: "its links go round in a circle",
  ENAMETOOLONG: "its name is too long",
};

/** The failure of a file that can't be read, with the reason in words. */
export function unreadable(file: string, cause: unknown): UlbotError {
  const code = systemCode(cause);
  const reason = (code && reasons[code]) ?? (cause instanceof Error ? cause.message : String(cause));
  const name = printable(file);
  const hint = code === "EISDIR" ? `name the files in it, such as '${name.replace(/\/+$/, "")}/**/*.json'` : undefined;
  return new UlbotError("usage", `cannot read ${name}: ${reason}`, { hint, cause });
}

async function expand(pattern: string, cwd: string): Promise<string[]> {
  if (pattern === stdinName || existsSync(resolve(cwd, pattern))) return [pattern];
  // plain names are the most common, and need no library
  const { glob, isDynamicPattern } = await import("tinyglobby");
  if (!isDynamicPattern(pattern)) return [pattern];
  const ignore = pattern.includes("node_modules") ? [] : ["**/node_modules/**"];
  const files = await glob(pattern, { cwd, ignore, expandDirectories: false });
  if (files.length > 0) return files.sort();
  throw new UlbotError("usage", `no file matches ${printable(pattern)}`, {
    hint: "it is looked up from the working directory, and has to match at least one file",
  });
}

/**
 * The files that names and globs stand for, as they were written, each once, in the order given; `-` stays `-`, and so
 * does a name that can't be read, for its reader to tell. Throws an `UlbotError` for a glob without a match.
 */
export async function expandFiles(patterns: readonly string[], cwd: string): Promise<string[]> {
  const lists = await Promise.all(patterns.map((pattern) => expand(pattern, cwd)));
  return [...new Set(lists.flat())];
}

/** The text of a UTF-8 file, without a byte order mark. Throws an `UlbotError` that names the file. */
export function readTextFile(file: string, cwd: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(cwd, file));
  } catch (error) {
    throw unreadable(file, error);
  }
  return decode(bytes, file);
}

/** All of standard input as text. Throws an `UlbotError` where it isn't UTF-8. */
export async function readStdin(stdin: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return decode(Buffer.concat(chunks), "<stdin>");
}
