import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../settings.ts";
import { foldersUpward } from "./surroundings.ts";
import type { Template } from "./template.ts";

/** The package managers that a project can be installed with; the first where nothing speaks for another. */
export const packageManagers = ["npm", "pnpm", "yarn", "bun"] as const;

export type PackageManager = (typeof packageManagers)[number];

const lockFiles: readonly (readonly [file: string, manager: PackageManager])[] = [
  ["package-lock.json", "npm"],
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
];

/**
 * The package manager that the project in a directory (an absolute path) is most likely to use: the one that runs this
 * program, else the one whose lock file is nearest upward. That npm runs this program counts last: `npx` is a habit.
 */
export function detectPackageManager(directory: string, env: Environment): PackageManager {
  const agent = env.npm_config_user_agent?.split("/", 1)[0];
  const running = packageManagers.find((name) => name === agent);
  if (running !== undefined && running !== "npm") return running;
  const locked = foldersUpward(directory).flatMap((folder) =>
    lockFiles.filter(([file]) => existsSync(join(folder, file))),
  );
  return locked[0]?.[1] ?? "npm";
}

/** Whether a project of this template is installed and run by a package manager of Node.js. */
export function needsPackageManager({ next, install }: Template): boolean {
  return [...next, ...install].some((line) => /^npm\b/.test(line));
}

const npmCommand = /\bnpm (install|test|start|run [\w:-]+)( --(?= -))?/g;

/** A text in which the commands of npm that templates use (install, test, start, run) are those of another package manager. */
export function inWordsOf(manager: PackageManager, text: string): string {
  if (manager === "npm") return text;
  // without the `--` before options, which the others hand on to the script
  return text.replace(npmCommand, (_line, command: string) => {
    // `bun test` is a test runner of bun's own
    const isScript = manager === "bun" && ["test", "start"].includes(command);
    return `${manager} ${isScript ? "run " : ""}${command}`;
  });
}
