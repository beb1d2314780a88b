import { resolve } from "node:path";
import { inspect } from "./inspect.ts";
import { inWordsOf, type PackageManager } from "./package-manager.ts";
import { decide, type PlannedFile, type Policy, planFiles, type Step } from "./plan.ts";
import type { Project } from "./project.ts";
import { readTemplate } from "./template.ts";

/** What the project takes from the run that makes it. */
export interface ScaffoldSettings {
  /** absolute path of the folder that holds the templates */
  readonly templates: string;
  /** absolute path of the working directory */
  readonly cwd: string;
  readonly policy: Policy;
  /** the version of ulbot that the project will depend on */
  readonly version: string;
  /** a fresh secret for the header of webhooks */
  readonly token: string;
}

/** What has to be done for a project, file by file; nothing is written. Throws an `UlbotError` where it can't be done. */
export function planProject(project: Project, settings: ScaffoldSettings): Step[] {
  const files = filesOf(project, settings);
  const present = inspect(resolve(settings.cwd, project.directory), files);
  return decide(files, present, { policy: settings.policy, keep: project.template.keep });
}

/** Every file of a project with its text, whatever is there already. */
export function filesOf(project: Project, settings: ScaffoldSettings): PlannedFile[] {
  const { template, flow, packageManager } = project;
  const files = planFiles(readTemplate(settings.templates, template, flow), {
    name: project.name,
    package: project.packageName,
    channels: project.channels,
    ulbot: `^${settings.version}`,
    token: settings.token,
  });
  // of pages only: a workflow needs more than another word for pnpm, and npm can do it in any project
  const isPage = ({ path }: PlannedFile) => packageManager !== undefined && path.endsWith(".md");
  return files.map((file) =>
    isPage(file) ? { ...file, content: inWordsOf(packageManager as PackageManager, file.content) } : file,
  );
}
