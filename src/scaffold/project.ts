import { basename, resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { type Channel, channelNames } from "../protocol/channels.ts";
import type { Environment } from "../settings.ts";
import { checkDirectory, packageName } from "./name.ts";
import { detectPackageManager, needsPackageManager, type PackageManager } from "./package-manager.ts";
import { findFlow, findTemplate, type Template } from "./template.ts";

/** What somebody said about the new project, each thing once it is known. */
export interface Wishes {
  /** where it goes, relative to the working directory */
  readonly directory?: string | undefined;
  readonly name?: string | undefined;
  readonly template?: string | undefined;
  readonly flow?: string | undefined;
  readonly channels?: readonly Channel[] | undefined;
  readonly packageManager?: PackageManager | undefined;
  /** whether it becomes a git repository */
  readonly git?: boolean | undefined;
  /** whether what it needs is installed at once */
  readonly install?: boolean | undefined;
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
  /** none where the template needs none */
  readonly packageManager: PackageManager | undefined;
  readonly git: boolean;
  readonly install: boolean;
}

/** Where a project is made. */
export interface Place {
  /** absolute path of the working directory */
  readonly cwd: string;
  readonly env: Environment;
}

/** What is taken where nothing was said, and what questions suggest. */
export const defaults = { directory: "my-bot", template: "typescript", channels: channelNames } as const;

/** The name of a project in a directory, unless another one is given. */
export function nameOf(directory: string, cwd: string): string {
  return basename(resolve(cwd, directory));
}

/** The wishes with defaults for what is missing. Throws an `UlbotError` where one can't be met. */
export function settleProject(wishes: Wishes, templates: readonly Template[], { cwd, env }: Place): Project {
  const { directory = defaults.directory, channels = defaults.channels, git = false, install = false } = wishes;
  checkDirectory(directory);
  const template = findTemplate(templates, wishes.template ?? defaults.template);
  checkSetup(wishes, template);
  const name = checkedName(wishes.name ?? nameOf(directory, cwd));
  const packageManager = needsPackageManager(template)
    ? (wishes.packageManager ?? detectPackageManager(resolve(cwd, directory), env))
    : undefined;
  const flow = findFlow(template, wishes.flow);
  return { directory, name, packageName: packageName(name), template, flow, channels, packageManager, git, install };
}

/**
 * The templates with which all wishes can be met, whatever is still open. Throws an `UlbotError` where there is none, about
 * the first of them.
 */
export function templatesFor(wishes: Wishes, templates: readonly Template[], place: Place): Template[] {
  const candidates = wishes.template === undefined ? templates : [findTemplate(templates, wishes.template)];
  const faults: unknown[] = [];
  const able = candidates.filter(({ name: template }) => {
    try {
      // a directory may have a name that no project can have, as long as another one can still be given
      return settleProject({ ...wishes, template, name: wishes.name ?? defaults.directory }, templates, place);
    } catch (fault) {
      faults.push(fault);
      return false;
    }
  });
  if (able.length === 0) throw faults[0];
  return able;
}

function checkSetup({ packageManager, install }: Wishes, template: Template): void {
  if (packageManager !== undefined && !needsPackageManager(template)) {
    throw new UlbotError("usage", `the template ${template.name} has no use for ${packageManager}; leave out --pm`);
  }
  if (install === true && template.install.length === 0) {
    throw new UlbotError("usage", `the template ${template.name} has nothing to install; leave out --install`);
  }
}

function checkedName(text: string): string {
  const name = text.trim();
  if (printable(name) === name) return name;
  throw new UlbotError("usage", `the name "${printable(name)}" has characters that can't be seen`, {
    hint: "give it another name with --name",
  });
}
