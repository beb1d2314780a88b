import { existsSync, readFileSync, statSync } from "node:fs";
import { join, parse, relative, resolve, sep } from "node:path";
import { systemCode, UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { decode, tooLarge } from "./decode.ts";

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
  Z_DATA_ERROR: "it is not gzip, or it is damaged",
  Z_BUF_ERROR: "its gzip data is cut off",
};

/** The failure of a file that can't be read, with the reason in words. */
export function unreadable(file: string, cause: unknown): UlbotError {
  const code = systemCode(cause);
  const reason = (code && reasons[code]) ?? (cause instanceof Error ? cause.message : String(cause));
  const name = printable(file);
  const hint = code === "EISDIR" ? `name the files in it, such as '${name.replace(/\/+$/, "")}/**/*.json'` : undefined;
  return new UlbotError("usage", `cannot read ${name}: ${reason}`, { hint, cause });
}

/** The directory that a glob starts from: the library loses what is below another one that it is told to start from. */
function startOf(pattern: string, cwd: string): { base: string; rest: string } {
  const lead = parse(pattern).root || (/^(?:\.{1,2}\/)+/.exec(pattern)?.[0] ?? "");
  return { base: resolve(cwd, lead), rest: pattern.slice(lead.length) };
}

/** The files that a glob matches, from the working directory, sorted. Throws an `UlbotError` where there are none. */
export async function filesMatching(pattern: string, cwd: string): Promise<string[]> {
  const { glob } = await import("tinyglobby");
  const { base, rest } = startOf(pattern, cwd);
  const ignore = pattern.includes("node_modules") ? [] : ["**/node_modules/**"];
  const files = await glob(rest, { cwd: base, ignore, expandDirectories: false });
  const names = base === cwd ? files : files.map((file) => relative(cwd, join(base, file)).replaceAll(sep, "/"));
  if (names.length > 0) return names.sort();
  throw new UlbotError("usage", `no file matches ${printable(pattern)}`, {
    hint: "it is looked up from the working directory, and has to match at least one file",
  });
}

/** Whether a name that no file has is a glob. */
export async function isGlob(pattern: string): Promise<boolean> {
  // plain names are the most common, and need no library
  return !/^[\w./\\:-]*$/.test(pattern) && (await import("tinyglobby")).isDynamicPattern(pattern);
}

async function expand(pattern: string, cwd: string): Promise<string[]> {
  if (pattern === stdinName || existsSync(resolve(cwd, pattern)) || !(await isGlob(pattern))) return [pattern];
  return filesMatching(pattern, cwd);
}

/**
 * The files that names and globs stand for, as they were written, each once, in the order given; `-` stays `-`, and so
 * does a name that can't be read, for its reader to tell. Throws an `UlbotError` for a glob without a match.
 */
export async function expandFiles(patterns: readonly string[], cwd: string): Promise<string[]> {
  const lists = await Promise.all(patterns.map((pattern) => expand(pattern, cwd)));
  return [...new Set(lists.flat())];
}

// made once: a name of an encoding alone becomes such options at each call
const asText = { encoding: "utf8", flag: "r" } as const;

/** Whether a text may be what was made of bytes that are no text: each that can't be decoded becomes this character. */
const isDoubtful = (text: string): boolean => text.includes("\ufffd") || text.includes("\0");

/** The text of a UTF-8 file, without a byte order mark. Throws an `UlbotError` that names the file. */
export function readTextFile(file: string, cwd: string): string {
  const path = resolve(cwd, file);
  try {
    // the only way to open, read, decode and close at once
    const text = readFileSync(path, asText);
    // a pipe can't be read again
    if (isDoubtful(text)) return decode(statSync(path).isFile() ? readFileSync(path) : Buffer.from(text), file);
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  } catch (error) {
    if (error instanceof UlbotError) throw error;
    throw systemCode(error) === "ERR_STRING_TOO_LONG" ? tooLarge(file) : unreadable(file, error);
  }
}
