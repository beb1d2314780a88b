import { statSync } from "node:fs";
import { resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import { kindOf } from "./file-kind.ts";
import { stdinName, unreadable } from "./files.ts";
import type { ByteRange } from "./lines.ts";

/** One of several runs that share the work; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Reads a shard as it is written, such as `2/5`. Throws an `UlbotError` where that is none. */
export function parseShard(text: string): Shard {
  const [, index, count] = (/^(\d{1,9})\/(\d{1,9})$/.exec(text.trim()) ?? []).map(Number);
  if (index !== undefined && count !== undefined && index >= 1 && index <= count) return { index, count };
  throw new UlbotError("usage", `"${text}" is no shard; the second of five is written as 2/5`);
}

interface Named {
  readonly file: string;
}

/** Whether files are shared line by line: one of JSON Lines that can be read from anywhere. */
export function splitsByLine(list: readonly Named[]): boolean {
  const [only, another] = list;
  if (only === undefined || another !== undefined || only.file === stdinName) return false;
  const { isLines, isGzip } = kindOf(only.file);
  return isLines && !isGzip;
}

/** The members of a list that belong to a shard: by their names, every n-th one; they keep their order. */
export function shardOf<File extends Named>(list: readonly File[], { index, count }: Shard): File[] {
  const names = [...new Set(list.map(({ file }) => file))].sort();
  const own = new Set(names.filter((_name, position) => position % count === index - 1));
  return list.filter(({ file }) => own.has(file));
}

/** The part of a file that belongs to a shard. Throws an `UlbotError` that names the file where it can't be read. */
export function shardRange(file: string, cwd: string, { index, count }: Shard): ByteRange {
  try {
    const { size } = statSync(resolve(cwd, file));
    return { start: Math.floor((size * (index - 1)) / count), end: Math.floor((size * index) / count) };
  } catch (error) {
    throw unreadable(file, error);
  }
}
