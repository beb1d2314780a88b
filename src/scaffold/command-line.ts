import { channelNames } from "../protocol/channels.ts";
import type { Project } from "./project.ts";

/** The command line that scaffolds a project without a question. */
export function commandLineOf({ directory, name, template, flow, channels }: Project): string {
  const list = channels.length === channelNames.length ? "all" : channels.join(",");
  const options = { template: template.name, flow, name, channel: list };
  const words = Object.entries(options).flatMap(([option, value]) => [`--${option}`, quote(value)]);
  return ["ulbot init", pathWord(directory), ...words].join(" ");
}

/** A path as one word of a command line, never read as an option. */
export function pathWord(path: string): string {
  return quote(path.startsWith("-") ? `./${path}` : path);
}

/** A value as one word that a POSIX shell takes as it is. */
function quote(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
