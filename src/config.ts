import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Loaders } from "lilconfig";
import type * as z from "zod/mini";
import type { configSchema } from "./config-schema.ts";
import { systemCode, UlbotError } from "./errors.ts";
import { expectationOf } from "./expectation.ts";
import { unreadable } from "./input/files.ts";
import { nearest } from "./nearest.ts";

export type Config = z.output<typeof configSchema>;

/** A configuration, and where it holds. */
export interface FoundConfig {
  readonly config: Config;
  /** absolute path of the directory that globs in it start from: its own, or `cwd` where its file was named */
  readonly directory: string;
}

const searchPlaces = ["ts", "js", "mjs", "cjs", "json", "yaml", "yml"].map((extension) => `ulbot.config.${extension}`);

const loadTypeScript = async (path: string): Promise<unknown> => {
  const { createJiti } = await import("jiti");
  return createJiti(path).import(path, { default: true });
};

const loadYaml = async (_path: string, text: string): Promise<unknown> => (await import("yaml")).parse(text);

type Load = (path: string, text: string) => unknown;

/** The same loader, whose failures name the file: it may have been found far up. */
const naming =
  (load: Load) =>
  async (path: string, text: string): Promise<unknown> => {
    try {
      return await load(path, text);
    } catch (cause) {
      throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  };

function loadersOver(defaults: Loaders): Loaders {
  const all = { ...defaults, ".ts": loadTypeScript, ".yaml": loadYaml, ".yml": loadYaml };
  return Object.fromEntries(Object.entries(all).map(([extension, load]) => [extension, naming(load)]));
}

/** The directories from `start` upward to the one that holds `.git`; `start` alone where none does. */
function directoriesFrom(start: string): string[] {
  const directories: string[] = [];
  for (let directory = start; ; directory = dirname(directory)) {
    directories.push(directory);
    if (existsSync(join(directory, ".git"))) return directories;
    if (dirname(directory) === directory) return [start];
  }
}

const holdsConfig = (directory: string): boolean => searchPlaces.some((place) => existsSync(join(directory, place)));

async function read(cwd: string, file: string | undefined): Promise<{ path: string; value: unknown } | undefined> {
  const directories = directoriesFrom(cwd);
  // where there is none, what would find and read it is not worth its start
  if (file === undefined && !directories.some(holdsConfig)) return undefined;
  const { defaultLoaders, lilconfig } = await import("lilconfig");
  const loaders = loadersOver(defaultLoaders);
  const search = lilconfig("ulbot", { searchPlaces, loaders, stopDir: directories.at(-1) ?? cwd });
  const found = file === undefined ? await search.search(cwd) : await search.load(resolve(cwd, file));
  return found === null || found.isEmpty ? undefined : { path: found.filepath, value: found.config };
}

const hint = "correct the file, or leave it aside with --no-config";

/** What is wrong with a configuration, and where; a key that nobody knows with the one it was meant to be. */
function faultText(issue: z.core.$ZodIssue, known: readonly string[]): string {
  const place = issue.path.join(".");
  if (issue.code !== "unrecognized_keys") return `${place || "it"} has to be ${expectationOf(issue)}`;
  const words = issue.keys.map((key) => {
    const guess = place === "" ? nearest(key, known) : undefined;
    return guess === undefined ? key : `${key} (did you mean ${guess})`;
  });
  return `${place === "" ? "there is" : `${place} has`} no setting ${words.join(", ")}`;
}

/**
 * Reads `ulbot.config.*`, found from `cwd` upward to the repository's root, or `file` where one is given. Gives `{}` in `cwd`
 * where there is none; throws an `UlbotError` where it can't be read or holds something else than settings.
 */
export async function loadConfig(cwd: string, file?: string): Promise<FoundConfig> {
  const found = await read(cwd, file).catch((cause: unknown) => {
    if (file !== undefined && systemCode(cause) !== undefined) throw unreadable(file, cause);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UlbotError("usage", `cannot read the configuration: ${reason}`, { hint, cause });
  });
  if (found === undefined) return { config: {}, directory: cwd };
  const { configSchema } = await import("./config-schema.ts");
  // YAML with nothing but comments has the value null
  const checked = configSchema.safeParse(found.value ?? {});
  if (checked.success) return { config: checked.data, directory: file === undefined ? dirname(found.path) : cwd };
  const faults = checked.error.issues.map((issue) => faultText(issue, Object.keys(configSchema.shape)));
  throw new UlbotError("usage", `the configuration ${found.path} does not hold: ${faults.join("; ")}`, { hint });
}
