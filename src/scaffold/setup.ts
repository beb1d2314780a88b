import { existsSync } from "node:fs";
import { join } from "node:path";
import { inWordsOf } from "./package-manager.ts";
import type { Project } from "./project.ts";

function inWords({ packageManager }: Project, lines: readonly string[]): string[] {
  return lines.map((line) => (packageManager === undefined ? line : inWordsOf(packageManager, line)));
}

/** The commands that do for a written project, in `directory` (an absolute path), what was wished: git, then installing. */
export function setupCommands(project: Project, directory: string): string[] {
  const isRepository = existsSync(join(directory, ".git"));
  return [
    ...(project.git && !isRepository ? ["git init --quiet"] : []),
    ...(project.install ? inWords(project, project.template.install) : []),
  ];
}

/** The commands to type next, once those of `setupCommands` have run. */
export function nextCommands(project: Project): string[] {
  const { next, install } = project.template;
  return inWords(project, project.install ? next.filter((line) => !install.includes(line)) : next);
}
