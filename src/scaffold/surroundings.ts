import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Environment } from "../settings.ts";

/** A directory (an absolute path, whether it is there or not) and all above it, the nearest first. */
export function foldersUpward(directory: string): string[] {
  const above = dirname(directory);
  return above === directory ? [directory] : [directory, ...foldersUpward(above)];
}

/** Whether a directory (an absolute path, whether it is there or not) is in a git repository. */
export function isInRepository(directory: string): boolean {
  return foldersUpward(directory).some((folder) => existsSync(join(folder, ".git")));
}

/** Whether a program can be started by its name. */
export function isInstalled(program: string, env: Environment): boolean {
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.some((folder) => ["", ".exe", ".cmd"].some((ending) => existsSync(join(folder, program + ending))));
}
