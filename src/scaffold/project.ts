import { basename, resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { type Channel, channelNames } from "../protocol/channels.ts";
import { packageName } from "./name.ts";
import { findFlow, findTemplate, type Template } from "./template.ts";

/** What somebody said about the new project, each thing once it is known. */
export interface Wishes {
  /** where it goes, relative to the working directory */
  readonly directory?: string | undefined;
  readonly name?: string | undefined;
  readonly template?: string | undefined;
  readonly flow?: string | undefined;
  readonly channels?: readonly Channel[] | undefined;
}

/** All that has to be known to scaffold a project. */
export interface Project {
  /** as it was given, relative to the working directory or absolute */
  readonly directory: string;
  /** one printable line, for people */
  readonly name: string;
  /** for npm */
  readonly packageName: string;
  readonly template: Template;
  readonly flow: string;
  readonly channels: readonly Channel[];
}

/** What is taken where nothing was said, and what questions suggest. */
export const defaults = { directory: "my-bot", template: "typescript", channels: channelNames } as const;

/** The name of a project in a directory, unless another one is given. */
export function nameOf(directory: string, cwd: string): string {
  return basename(resolve(cwd, directory));
}

/** The wishes with defaults for what is missing. Throws an `UlbotError` where one can't be met. */
export function settleProject(wishes: Wishes, templates: readonly Template[], cwd: string): Project {
  const { directory = defaults.directory, channels = defaults.channels } = wishes;
  if (directory === "") throw new UlbotError("usage", "the directory has no name; . is the working directory");
  const template = findTemplate(templates, wishes.template ?? defaults.template);
  const name = checkedName(wishes.name ?? nameOf(directory, cwd));
  return { directory, name, packageName: packageName(name), template, flow: findFlow(template, wishes.flow), channels };
}

function checkedName(text: string): string {
  const name = text.trim();
  if (printable(name) === name) return name;
  throw new UlbotError("usage", `the name "${printable(name)}" has characters that can't be seen`, {
    hint: "give it another name with --name",
  });
}
