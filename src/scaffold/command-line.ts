import { channelNames } from "../protocol/channels.ts";
import type { Environment } from "../settings.ts";
import type { Policy } from "./plan.ts";
import type { Project } from "./project.ts";

/** What a run is told besides the project itself. */
export interface RunFlags {
  readonly policy: Policy;
  readonly dryRun: boolean;
  readonly env: Environment;
}

/** The command line that scaffolds a project without a question, as somebody would type it who runs ulbot as in `env`. */
export function commandLineOf(project: Project, { policy, dryRun, env }: RunFlags): string {
  const { directory, name, template, flow, channels, packageManager, git, install } = project;
  const list = channels.length === channelNames.length ? "all" : channels.join(",");
  const options = { template: template.name, flow, name, channel: list, pm: packageManager };
  const words = Object.entries(options).flatMap(([option, value]) =>
    value === undefined ? [] : [`--${option}`, quote(value)],
  );
  const flags = [
    git ? "--git" : "--no-git",
    install ? "--install" : "--no-install",
    ...(policy === "refuse" ? [] : [`--${policy}`]),
    ...(dryRun ? ["--dry-run"] : []),
  ];
  // whoever runs it by a package manager may have it nowhere else
  const program = env.npm_config_user_agent ? "npx ulbot" : "ulbot";
  return [program, "init", pathWord(directory), ...words, ...flags].join(" ");
}

/** A path as one word of a command line, never read as an option. */
export function pathWord(path: string): string {
  return quote(path.startsWith("-") ? `./${path}` : path);
}

/** A value as one word that a POSIX shell takes as it is. */
function quote(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
