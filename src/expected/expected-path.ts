import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isReadable } from "../input/file-kind.ts";
import { unreadable } from "../input/files.ts";

const ending = ".expected.json";
const endingOfFixtures = /\.(?:json|jsonl|ndjson|yaml|yml)(?:\.gz)?$/i;

/** Whether a file is one of expected answers, by its name. */
export function isExpectedPath(file: string): boolean {
  return file.endsWith(ending);
}

/** The file of expected answers beside a fixture: `order.expected.json` for `order.jsonl`. */
export function expectedPathOf(fixture: string): string {
  return fixture.replace(endingOfFixtures, "") + ending;
}

function filesIn(directory: string, cwd: string): string[] {
  try {
    return readdirSync(resolve(cwd, directory));
  } catch (error) {
    throw unreadable(directory, error);
  }
}

function obsoleteIn(directory: string, cwd: string): string[] {
  const files = filesIn(directory, cwd);
  const fixtures = files.filter((file) => isReadable(file) && !isExpectedPath(file));
  const wanted = new Set(fixtures.map(expectedPathOf));
  return files.filter((file) => isExpectedPath(file) && !wanted.has(file)).map((file) => join(directory, file));
}

/**
 * The files of expected answers, in the directories of some fixtures, that belong to no fixture there any more; sorted, by
 * paths from `cwd` where those of the fixtures are. Throws an `UlbotError` for a directory that can't be read.
 */
export function obsoleteExpected(fixtures: readonly string[], cwd: string): string[] {
  const directories = new Set(fixtures.map(dirname));
  return [...directories].flatMap((directory) => obsoleteIn(directory, cwd)).sort();
}
