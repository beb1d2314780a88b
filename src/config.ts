import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Loaders, lilconfig } from "lilconfig";
import type * as z from "zod/mini";
import type { configSchema } from "./config-schema.ts";
import { UlbotError } from "./errors.ts";
import { expectationOf } from "./expectation.ts";

export type Config = z.output<typeof configSchema>;

const searchPlaces = ["ts", "js", "mjs", "cjs", "json", "yaml", "yml"].map((extension) => `ulbot.config.${extension}`);

const loadTypeScript = async (path: string): Promise<unknown> => {
  const { createJiti } = await import("jiti");
  return createJiti(path).import(path, { default: true });
};

const loadYaml = async (_path: string, text: string): Promise<unknown> => (await import("yaml")).parse(text);

const loaders: Loaders = { ".ts": loadTypeScript, ".yaml": loadYaml, ".yml": loadYaml };

/** The directory that holds `.git`, from `start` upward; `start` itself where there is none. */
function repositoryRoot(start: string): string {
  for (let directory = start; ; directory = dirname(directory)) {
    if (existsSync(join(directory, ".git"))) return directory;
    if (dirname(directory) === directory) return start;
  }
}

async function read(cwd: string, file: string | undefined): Promise<{ path: string; value: unknown } | undefined> {
  const search = lilconfig("ulbot", { searchPlaces, loaders, stopDir: repositoryRoot(cwd) });
  const found = file === undefined ? await search.search(cwd) : await search.load(resolve(cwd, file));
  return found === null || found.isEmpty ? undefined : { path: found.filepath, value: found.config };
}

/**
 * Reads `ulbot.config.*`, found from `cwd` upward to the repository's root, or `file` where one is given. Gives `{}`
 * where there is none; throws an `UlbotError` where it can't be read or holds something else than settings.
 */
export async function loadConfig(cwd: string, file?: string): Promise<Config> {
  const found = await read(cwd, file).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const hint = "correct the file, or leave it aside with --no-config";
    throw new UlbotError("usage", `cannot read the configuration: ${reason}`, { hint, cause });
  });
  if (found === undefined) return {};
  const { configSchema } = await import("./config-schema.ts");
  // YAML with nothing but comments has the value null
  const checked = configSchema.safeParse(found.value ?? {});
  if (checked.success) return checked.data;
  const faults = checked.error.issues.map(
    (issue) => `${issue.path.join(".") || "it"} has to be ${expectationOf(issue)}`,
  );
  throw new UlbotError("usage", `the configuration ${found.path} does not hold: ${faults.join("; ")}`, {
    hint: "correct the file, or leave it aside with --no-config",
  });
}
